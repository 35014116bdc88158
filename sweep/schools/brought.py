"""Bringing in a file of schools or terms as one write: rehearsed, done and recorded, or not done at all."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256

from uuid_utils.compat import uuid7

from sweep.access.revs import Revs
from sweep.db import db, writing
from sweep.schools.models import BroughtFile


@dataclass(slots=True)
class Brought:
    """Names of what is new (or open again), changed, and taken away; how many stayed as they were."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    same: int = 0

    @property
    def fingerprint(self) -> str:
        """Alike for what is alike: to ask later whether it would still come of the same file."""
        return sha256(json.dumps(asdict(self)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """The file that it came from, for the record of what was brought in. `user_id`: None at a terminal."""

    file_name: str
    sha256: str
    brought_at: datetime
    user_id: str | None = None


@dataclass(frozen=True, slots=True)
class How:
    """A dry run changes nothing. `expected` is the fingerprint of what a person was shown:
    where anything else would come of it, nothing is changed either."""

    dry_run: bool = False
    source: Source | None = None
    expected: str = ""


PLAINLY = How()


_LONGEST_FILE_NAME = 200


def shown(file_name: str) -> str:
    """A file's name as it can be kept and shown: a disk's may hold what no text can, or lines."""
    return "".join(each for each in file_name if each.isprintable())[:_LONGEST_FILE_NAME]


class ChangedMeanwhile(Exception):
    """Others changed what is there since a person was shown what would come of a file. Nothing was brought in."""


class _Rehearsed(Exception):
    """Ends a dry run's transaction."""


def written(authority_id: int, sort: str, change: Callable[[Revs], Brought], how: How) -> Brought:
    """One file's change as one write. A dry run does all that a real one does and takes it back: so it says the same.

    Raises ChangedMeanwhile.
    """
    brought = Brought()
    try:
        with writing(authority_id):
            brought = change(Revs(authority_id))
            if how.dry_run:
                raise _Rehearsed
            if how.expected not in ("", brought.fingerprint):
                raise ChangedMeanwhile
            if how.source:
                db.session.add(_record(authority_id, sort, how.source, brought))
    except _Rehearsed:
        pass
    return brought


def _record(authority_id: int, sort: str, source: Source, brought: Brought) -> BroughtFile:
    return BroughtFile(
        authority_id=authority_id,
        id=str(uuid7()),
        sort=sort,
        file_name=source.file_name,
        sha256=source.sha256,
        brought_at=source.brought_at,
        user_id=source.user_id,
        new=len(brought.new),
        changed=len(brought.changed),
        gone=len(brought.gone),
        same=brought.same,
    )
