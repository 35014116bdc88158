"""Last school year's sweeps: walked, checked with the schools and signed off."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from sweep.access.models import Authority, Device, User
from sweep.demo import people, sweeps
from sweep.demo.cast import SUPERINTENDENT, TEAMS
from sweep.demo.ground import area_round
from sweep.demo.patrols import Recorded, walk
from sweep.demo.plan import PlannedSweep, plan_year
from sweep.demo.pushing import send_from_desk, send_from_phone
from sweep.demo.registers import answers
from sweep.invented.outbox import Outbox
from sweep.sweeps.models import Sweep

_ASKED_AFTER = timedelta(days=3)
_SENT_AFTER = timedelta(minutes=4)

CARRIERS = tuple(carrier for carriers, _ in TEAMS for carrier in carriers)


def enrolled_at(begun: int) -> datetime:
    """When that school year's phones were enrolled."""
    return datetime(begun, 9, 1, 8, tzinfo=UTC)


def load_last_year(
    solihull: Authority, user: User, begun: int, each: Callable[[], None]
) -> list[str]:
    """Load what is missing of the school year that began in this year; returns its sweeps' ids.

    A sweep that is final is whole. One that is not is sent again, all of it: the ledger knows what it has.
    `each` is called once for every sweep.
    """
    plans = plan_year(begun)
    here = sweeps.here()
    if all(_is_final(here.get(planned.title)) for planned in plans):
        return [here[planned.title].id for planned in plans]
    year = _Year(solihull, user, begun)
    return [year.load(planned, each) for planned in plans]


def _is_final(sweep: Sweep | None) -> bool:
    return sweep is not None and sweep.status == "final"


class _Year:
    """One school year being loaded: its officers, its phones, and how far each phone's outbox is."""

    def __init__(self, solihull: Authority, user: User, begun: int) -> None:
        self.solihull, self.user = solihull, user
        self.officer_ids = people.officers(solihull)
        self.phones: dict[str, Device] = people.phones(
            solihull, CARRIERS, self.officer_ids, enrolled_at(begun)
        )
        self.outboxes = {name: Outbox(phone.id) for name, phone in self.phones.items()}

    def load(self, planned: PlannedSweep, each: Callable[[], None]) -> str:
        found = sweeps.here().get(planned.title) or sweeps.plan(self.solihull, self._said(planned))
        sweep_id, whole = found.id, _is_final(found)
        recorded = walk(planned, sweep_id, self.officer_ids, self.outboxes)
        if not whole:
            self._send(planned, recorded)
            sweeps.change(sweep_id, self.solihull.id, {"status": "final"})
        for outbox in self.outboxes.values():
            outbox.texts.clear()
        each()
        return sweep_id

    def _said(self, planned: PlannedSweep) -> dict[str, Any]:
        period = (planned.starts_at, planned.ends_at)
        plan = sweeps.said_of(planned.title, planned.kind, period, list(self.officer_ids.values()))
        return {
            **plan,
            "sites": [spot.as_site() for spot in planned.spots],
            "authorisation": {
                "superintendent": SUPERINTENDENT,
                "reference": f"DEMO/{planned.day:%Y/%m%d}",
                "given_at": (planned.starts_at - timedelta(days=2)).isoformat(),
                "area": area_round(planned.spots),
            },
        }

    def _send(self, planned: PlannedSweep, recorded: list[Recorded]) -> None:
        sent_at = planned.ends_at + _SENT_AFTER
        for name, outbox in self.outboxes.items():
            if outbox.texts:
                send_from_phone(self.phones[name], outbox, sent_at)
        asked_at = planned.ends_at + _ASKED_AFTER
        verified = answers(recorded, asked_at, Random(f"registers {planned.title}"))
        send_from_desk(self.user, verified, asked_at)
