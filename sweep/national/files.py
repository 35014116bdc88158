"""A return's three files as bytes: the figures, what their columns are, and what the figures may not say themselves.

CSV: UTF-8, RFC 4180, one header. Beside it `.meta.csv` by the Department's layout of open data, and
`.csv-metadata.json` by the W3C's CSV on the Web.
"""

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sweep.core.tally import DEFINITIONS_VERSION
from sweep.national.columns import (
    FILTERS,
    HEADER,
    INDICATORS,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    SUPPRESSED,
    Indicator,
)
from sweep.national.periods import Period
from sweep.national.warnings import Warned
from sweep.returns.csv_file import guarded

META_HEADER = (
    "col_name",
    "col_type",
    "label",
    "indicator_grouping",
    "indicator_unit",
    "indicator_dp",
    "filter_hint",
    "filter_grouping_column",
    "filter_default",
)
ENDINGS = ("csv", "meta.csv", "csv-metadata.json")
MIMETYPES = {
    "csv": "text/csv",
    "meta.csv": "text/csv",
    "csv-metadata.json": "application/csvm+json",
}
STATUTE = (
    "There is no statutory return of truancy sweeps today;"
    " this reproduces the content of the 2002 to 2007 returns."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What a return is called beside its figures. `of` is the authority's code, or who else it is of."""

    period: Period
    of: str
    publisher: str
    status: str
    revision: int
    as_at: datetime

    @property
    def stem(self) -> str:
        """The files' name without their endings."""
        parts = ("truancy_sweeps", self.period.time_period, self.period.term, self.of)
        return "_".join((*parts, self.status.lower(), f"r{self.revision}"))


def csv_bytes(rows: Iterable[Mapping[str, str]]) -> bytes:
    """The figures. Text that a spreadsheet could take for a formula is guarded."""
    return _csv(HEADER, ([guarded(row[name]) for name in HEADER] for row in rows))


def read_rows(figures: bytes) -> list[dict[str, str]]:
    """The rows of such a file again."""
    return list(csv.DictReader(io.StringIO(figures.decode("utf-8"), newline="")))


def meta_bytes() -> bytes:
    """What each column is that is not time or place."""
    filters = (
        (each.name, "Filter", each.label, "", "", "", each.hint, "", each.levels[0])
        for each in FILTERS
    )
    figures = (
        (each.name, "Indicator", each.label, each.grouping, each.unit, each.decimals, "", "", "")
        for each in INDICATORS
    )
    return _csv(META_HEADER, [*filters, *figures])


def _csv(header: Sequence[str], rows: Iterable[Iterable[object]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def metadata_bytes(
    standing: Standing, figures: bytes, warned: Sequence[Warned], ledger_head: str
) -> bytes:
    """What these figures are, in JSON; keys in a fixed order, so that the same figures give the same bytes.

    `ledger_head` is a hash over all that the figures may be made from.
    """
    said: dict[str, Any] = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": f"{standing.stem}.csv",
        "dc:title": f"Truancy sweeps, {standing.publisher}, {standing.period.title}",
        "dc:publisher": standing.publisher,
        "dc:description": STATUTE,
        "dialect": {"header": True, "encoding": "utf-8"},
        "tableSchema": _schema(),
        "notes": [{**_notes(standing, figures, warned), "ledger_head": ledger_head}],
    }
    return json.dumps(said, indent=2, ensure_ascii=False).encode("utf-8") + b"\n"


def checksum(figures: bytes) -> str:
    """SHA-256 of a file of figures, in hex."""
    return hashlib.sha256(figures).hexdigest()


def _notes(standing: Standing, figures: bytes, warned: Sequence[Warned]) -> dict[str, Any]:
    return {
        "status": standing.status,
        "revision": standing.revision,
        "as_at": standing.as_at.astimezone(UTC).isoformat(),
        "row_count": len(read_rows(figures)),
        "sha256": checksum(figures),
        "definitions_version": DEFINITIONS_VERSION,
        "symbols": {
            NOT_APPLICABLE: "not applicable",
            NOT_AVAILABLE: "not available",
            SUPPRESSED: "suppressed",
        },
        "warnings": [each.said() for each in warned],
    }


def _schema() -> dict[str, Any]:
    figures = {each.name: each for each in INDICATORS}
    return {
        "columns": [_column(name, figures.get(name)) for name in HEADER],
        "primaryKey": ["geographic_level", "region_code", "new_la_code", *_FILTER_NAMES],
    }


_FILTER_NAMES = tuple(each.name for each in FILTERS)


def _column(name: str, figure: Indicator | None) -> dict[str, Any]:
    if figure is None:
        labels = {each.name: each.label for each in FILTERS}
        return {"name": name, "titles": labels.get(name, name), "datatype": "string"}
    return {
        "name": name,
        "titles": figure.label,
        "datatype": "decimal" if figure.decimals else "integer",
        "null": [NOT_APPLICABLE, NOT_AVAILABLE, SUPPRESSED],
    }
