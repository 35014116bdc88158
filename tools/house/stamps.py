"""Remembers by content what was done, so that a second run does only what has changed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from steps import ROOT

VENV = ROOT / ".venv"
_STAMPS = VENV / "stamps"


def content_hash(paths: Iterable[Path], *salt: str) -> str:
    """One hash over names and bytes of `paths`, and over `salt` (what else the result depends on)."""
    whole = hashlib.sha256("\0".join(salt).encode())
    for path in sorted(paths):
        name = str(path.relative_to(ROOT)).encode()
        whole.update(b"%d %b" % (len(name), name))
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def is_done(name: str, content: str) -> bool:
    """True when `name` was last finished with exactly this content."""
    stamp = _STAMPS / name
    return stamp.is_file() and stamp.read_text() == content


def mark_done(name: str, content: str) -> None:
    """Remember that `name` was finished with this content. Call it only after success."""
    _STAMPS.mkdir(parents=True, exist_ok=True)
    (_STAMPS / name).write_text(content)
