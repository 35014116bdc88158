"""The journal: what must hold even after an older backup is put in place. Revocations and erasures, nothing else.

A JSON line for each, in a file outside the database, written and on disk *before* the commit that it tells of: a
crash between the two leaves a line too many, never one too few, and doing a line again changes nothing.
Ids, hashes, codes and times only.
"""

import fcntl
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from flask import current_app

from sweep.errors import Problem

Line = dict[str, Any]


def write_down(line: Line) -> None:
    """Append a line; on disk when this returns. Raises `journal_away` when it can't be."""
    path: Path = current_app.config["SWEEP"].journal_path
    try:
        made = not path.exists()
        path.parent.mkdir(parents=True, exist_ok=True)
        _append(path, json.dumps(line).encode() + b"\n")
        if made:
            sync_folder(path.parent)
    except OSError as error:
        raise Problem("journal_away") from error


def _append(path: Path, line: bytes) -> None:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        size = os.fstat(descriptor).st_size
        # Half a line of a crash must not swallow this one.
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        line = b"\n" + line if torn else line
        if os.write(descriptor, line) != len(line):
            raise OSError("the journal's disk is full")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Put on disk which files a folder has."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def lines_of(paths: Iterable[Path]) -> Iterator[Line]:
    """All whole lines of these files; half a line tells of nothing that was done."""
    for path in paths:
        for text in path.read_text(errors="replace").splitlines() if path.exists() else ():
            try:
                line = json.loads(text)
            except ValueError:
                continue
            if isinstance(line, dict):
                yield line
