"""The floor: nothing but SQLite taking rows in, as safely as the server does."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path

from stops import COLUMNS, as_row, in_batches
from sweep.db import SQLITE_PRAGMAS


def insert_raw(file: Path, texts: Sequence[str], batch: int) -> float:
    """Seconds for `executemany` of the operations' rows, one commit for each batch."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    keyed = ", ".join(("op_id TEXT PRIMARY KEY", *COLUMNS[1:]))
    connection.execute(f"CREATE TABLE rows ({keyed}) WITHOUT ROWID")
    insert = f"INSERT INTO rows VALUES ({', '.join('?' * len(COLUMNS))})"
    batches = [[as_row(text) for text in some] for some in in_batches(texts, batch)]
    began = time.perf_counter()
    for rows in batches:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(insert, rows)
        connection.execute("COMMIT")
    took = time.perf_counter() - began
    connection.close()
    return took
