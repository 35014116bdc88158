"""What is done to a backup before it may serve, while it still lies beside the served database.

1 known     its tables are of a version that this program knows, and are brought up to date
2 right     stops and shifts are what its ledger makes them
3 epoch     another one, so that every phone compares what it holds with what is here
4 journal   what was erased or revoked since is so again
5 sessions  people at desks sign in again; phones and scripts keep their tokens. Codes not used yet are called
            off: some may have been used since, and each is good for one phone only

`durable_rev` stays as the backup has it. It was raised when an earlier copy had been verified, and the backup
itself holds all that came before it was made: so everything up to it is in a copy that is not this database. It
is never above the backup's own rev, so none of the revs that the new epoch gives out anew is covered by it.
"""

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask_migrate import upgrade
from sqlalchemy import select, update
from sqlalchemy.exc import DataError, ProgrammingError

from sweep.access.credentials import ACROSS
from sweep.access.models import Authority, DeskSession, EnrolCode, Server
from sweep.db import db, writing
from sweep.journal import Line, lines_of
from sweep.keeping.checking import known_revision, newest_revision
from sweep.keeping.elsewhere import NotKept
from sweep.keeping.recount import recounted
from sweep.sync.devices import revoke_again
from sweep.sync.erasing import erase_again


@dataclass(frozen=True, slots=True)
class Prepared:
    """What was done. `differed` are the records that were not as the ledger makes them, and are now."""

    revision: str
    upgraded: bool
    epoch: str
    differed: list[str]
    erased: int
    revoked: int
    sessions_ended: int
    codes_ended: int


def prepare(journals: Iterable[Path], now: datetime) -> Prepared:
    """Do all of it to the current database. Raises NotKept for one that this program doesn't know."""
    revision = known_revision()
    db.session.remove()
    upgraded = revision != newest_revision()
    if upgraded:
        upgrade()
    authorities = list(db.session.scalars(select(Authority.id)))
    differed = [
        str(difference)
        for authority_id in authorities
        for difference in recounted(authority_id, now, write=True).differences
        if difference.sort != "sweep"
    ]
    epoch = secrets.token_hex(16)
    db.session.execute(update(Server).values(epoch=epoch))
    db.session.execute(
        update(Authority)
        .where(Authority.durable_rev > Authority.rev)
        .values(durable_rev=Authority.rev)
    )
    db.session.commit()
    erased, revoked = _replay(authorities, lines_of(journals))
    ended = _end_sessions(now)
    return Prepared(revision, upgraded, epoch, differed, erased, revoked, *ended)


def _replay(authorities: Iterable[int], lines: Iterable[Line]) -> tuple[int, int]:
    """How many erasures and revocations were done again; lines that are so already do nothing."""
    every = list(lines)
    done = {"erased": 0, "revoked": 0}
    for authority_id in authorities:
        with writing(authority_id):
            for line in every:
                if line.get("authority_id") == authority_id and str(line.get("deed")) in done:
                    again = erase_again if line["deed"] == "erased" else revoke_again
                    done[line["deed"]] += _again(again, line)
    return done["erased"], done["revoked"]


def _again(deed: Callable[[Line], int], line: Line) -> int:
    try:
        return deed(line)
    except (KeyError, TypeError, ValueError, DataError, ProgrammingError) as error:
        raise NotKept(
            f"A line of the journal can't be understood: {json.dumps(line)}. Nothing was restored: what was erased "
            "or revoked might come back. Put that line right, or take it out if you know what it stood for."
        ) from error


def _end_sessions(now: datetime) -> tuple[int, int]:
    signed_in = select(DeskSession).where(DeskSession.ended_at.is_(None))
    sessions = db.session.scalars(signed_in, execution_options=ACROSS).all()
    for session in sessions:
        session.ended_at = now
    unused = select(EnrolCode).where(
        EnrolCode.redeemed_at.is_(None), EnrolCode.revoked_at.is_(None), EnrolCode.expires_at > now
    )
    codes = db.session.scalars(unused, execution_options=ACROSS).all()
    for code in codes:
        code.revoked_at = now
    db.session.commit()
    return len(sessions), len(codes)
