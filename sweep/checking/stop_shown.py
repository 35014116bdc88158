"""One stop as its page shows it: in words, with every flag's own sentence and its whole history."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sweep.checking.asking import standing_words, who_text
from sweep.checking.history import Step, history_of
from sweep.checking.history_words import place_text
from sweep.checking.overruled import lost_of
from sweep.core.codes import ETHNICITIES, words_for
from sweep.core.flags import FLAGS, Flag
from sweep.core.reference import SHOWN, reference
from sweep.db import db
from sweep.fields import is_uuid
from sweep.ledger import Erasure
from sweep.returns.watch import Line, lines_of
from sweep.stops.decided import gone_for
from sweep.stops.models import Stop
from sweep.stops.read import Shown, find_stop, full_flags
from sweep.sweeps.models import Sweep


@dataclass(frozen=True, slots=True)
class StopPage:
    """`line` is the stop in words, `who` what tells the child apart, `place` how the place was found.

    `together` are the others of its group, `stays_for` those that went since they were the same child: (id, reference).
    """

    stop: Shown
    sweep: Sweep
    line: Line
    who: str
    place: str
    ethnicity: str
    standing: str
    flags: Sequence[tuple[str, Flag]]
    steps: list[Step]
    together: Sequence[tuple[str, str]]
    stays_for: Sequence[tuple[str, str]]

    @property
    def overruled(self) -> list[str]:
        """Changes that lost and that nobody has settled since, in words."""
        unsettled = any(flag.code == "conflict" for _, flag in self.flags)
        return lost_of(self.steps) if unsettled else []

    @property
    def removed(self) -> Step | None:
        """The removal that stands, where there is one."""
        voids = (
            step for step in reversed(self.steps) if step.kind == "stop.void" and not step.aside
        )
        return next(voids, None) if self.stop["voided"] else None


def stop_page(stop_id: str) -> StopPage:
    """Raises `not_found`, also for an erased one."""
    stop, sweep = find_stop(stop_id)
    (line,) = lines_of([stop], sweep)
    return StopPage(
        stop=stop,
        sweep=sweep,
        line=line,
        who=who_text(stop),
        place=place_text(stop),
        ethnicity=words_for(ETHNICITIES, stop["ethnicity"]) if stop["ethnicity"] else "",
        standing=standing_words(stop),
        flags=[(FLAGS[flag.code].words, flag) for flag in full_flags(stop, sweep)],
        steps=history_of(stop["id"], "stop"),
        together=_together(stop),
        stays_for=[(each, reference(each)) for each in gone_for(stop["id"], sweep.id)],
    )


def _together(stop: Shown) -> list[tuple[str, str]]:
    """The other stops of the same group that stand, as (id, reference)."""
    group = select(Stop.id).where(
        Stop.sweep_id == stop["sweep_id"],
        Stop.encounter_id == stop["encounter_id"],
        Stop.voided.is_(False),
        Stop.id != stop["id"],
    )
    return [(other, reference(other)) for other in db.session.scalars(group.order_by(Stop.id))]


def erasure_of(stop_id: str) -> Erasure | None:
    """That this record was erased, if it was."""
    if not is_uuid(stop_id):
        return None
    return db.session.scalars(select(Erasure).where(Erasure.record_id == stop_id)).one_or_none()


def find_by_reference(sweep: Sweep, typed: str) -> list[str]:
    """The ids of the sweep's stops with this reference, however it was typed: SW-7K2Q, 7k2q. Removed ones too."""
    wanted = re.sub(r"[^A-Z0-9]", "", typed.upper())
    # A reference may begin with these letters itself.
    wanted = wanted[2:] if len(wanted) > SHOWN else wanted
    # What the alphabet of references leaves out because it is misread.
    wanted = wanted.translate(str.maketrans("OIL", "011"))
    every = db.session.scalars(select(Stop.id).where(Stop.sweep_id == sweep.id))
    return [stop_id for stop_id in every if reference(stop_id) == f"SW-{wanted}"]
