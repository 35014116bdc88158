"""A sweep's stops as CSV and GeoJSON: the coordinator's own working file, in constant memory however large.

It is read twice at one moment of the database: once to count and to hash, so that length, number of rows and
checksum stand in the answer's head, then to send. So a file that was cut off on its way can't pass for whole.
"""

import base64
import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from flask import Blueprint, Response, render_template

from sweep.access.callers import caller
from sweep.db import db
from sweep.returns.csv_file import guarded
from sweep.returns.file_names import file_name, named
from sweep.returns.stop_rows import COLUMNS, StopRow, one_moment, sites_of, stop_rows
from sweep.sweeps.read import find_sweep

blp = Blueprint("stop_files", __name__)

Written = Iterator[bytes]
_PIECE = 32 * 1024


def as_csv(rows: Iterable[StopRow]) -> Written:
    """The header, then a piece for each row; RFC 4180, true and false in words, empty where nothing is known."""
    yield _line(COLUMNS)
    for row in rows:
        yield _line(_cell(value) for value in row.values())


def _line(cells: Iterable[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue().encode("utf-8", "replace")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    # A longitude may be below nought; only text can be a formula.
    return guarded(value) if isinstance(value, str) else str(value)


def as_geojson(rows: Iterable[StopRow]) -> Written:
    """RFC 7946: a feature for each row, its geometry null where no place is known."""
    yield b'{"type":"FeatureCollection","features":['
    before = b"\n"
    for row in rows:
        yield before + json.dumps(_feature(row), separators=(",", ":")).encode()
        before = b",\n"
    yield b"\n]}\n"


def _feature(row: StopRow) -> dict[str, object]:
    said = {name: value for name, value in row.items() if name not in ("stop_id", "lat", "lon")}
    placed = row["lat"] is not None and row["lon"] is not None
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]} if placed else None
    return {"type": "Feature", "id": row["stop_id"], "geometry": point, "properties": said}


@dataclass(frozen=True, slots=True)
class Kind:
    """A way to write the file."""

    ending: str
    mimetype: str
    write: Callable[[Iterable[StopRow]], Written]


CSV = Kind("csv", "text/csv", as_csv)
GEOJSON = Kind("geojson", "application/geo+json", as_geojson)


@dataclass(slots=True)
class Measured:
    """What the first reading found: rows, bytes, and the SHA-256 of them."""

    rows: int = 0
    length: int = 0
    digest: bytes = b""

    @property
    def checksum(self) -> str:
        """As people compare it."""
        return self.digest.hex()


def measure(rows: Iterable[StopRow], kind: Kind) -> Measured:
    """Write the file to nowhere."""
    found, hashed = Measured(), hashlib.sha256()

    def counted() -> Iterator[StopRow]:
        for row in rows:
            found.rows += 1
            yield row

    for piece in kind.write(counted()):
        hashed.update(piece)
        found.length += len(piece)
    found.digest = hashed.digest()
    return found


@blp.get("/sweeps/<sweep_id>/stop-files")
def show_files(sweep_id: str) -> str:
    """Both files with how many rows each has and its checksum."""
    sweep = find_sweep(sweep_id)
    with one_moment(db.engine, caller().authority_id) as session:
        sites = sites_of(sweep)
        found = [
            (kind.ending, measure(stop_rows(session, sweep.id, sites), kind))
            for kind in (CSV, GEOJSON)
        ]
    return render_template("returns/stop_files.html", sweep=sweep, files=found)


@blp.get("/sweeps/<sweep_id>/stops.csv")
def download_csv(sweep_id: str) -> Response:
    """A row for each stop that stands."""
    return _streamed(sweep_id, CSV)


@blp.get("/sweeps/<sweep_id>/stops.geojson")
def download_geojson(sweep_id: str) -> Response:
    """A feature for each stop that stands."""
    return _streamed(sweep_id, GEOJSON)


def _gathered(pieces: Written) -> Written:
    """The same bytes in pieces worth sending: a row at a time costs a call to the network each."""
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= _PIECE:
            yield bytes(held)
            held.clear()
    yield bytes(held)


def _streamed(sweep_id: str, kind: Kind) -> Response:
    sweep = find_sweep(sweep_id)
    sites, name = sites_of(sweep), f"{file_name(sweep, 'stops')}.{kind.ending}"
    session = one_moment(db.engine, caller().authority_id)
    try:
        found = measure(stop_rows(session, sweep.id, sites), kind)
    except BaseException:
        session.close()
        raise
    pieces = _gathered(kind.write(stop_rows(session, sweep_id, sites)))
    answer = Response(pieces, mimetype=kind.mimetype)
    # Also when nothing of the body was asked for, or its reader went away.
    answer.call_on_close(session.close)
    answer.content_length = found.length
    answer.headers["X-Row-Count"] = str(found.rows)
    answer.headers["Repr-Digest"] = f"sha-256=:{base64.b64encode(found.digest).decode()}:"
    return named(answer, name)
