"""A planned sweep as its teams record it: operations in their phones' outboxes, and the school's answers later."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from sweep.demo.cast import TEAMS, Person
from sweep.demo.children import note_child
from sweep.demo.ground import Spot, fix_near
from sweep.demo.plan import Meeting, PlannedSweep
from sweep.invented.answers import draw_answers, draw_finding
from sweep.invented.outbox import Outbox, repeatable_id

# How many of a hundred children are recorded by mistake too, and undone at once.
_MISTAKES = 1


@dataclass(frozen=True, slots=True)
class Recorded:
    """A stop that stands, as far as the school is asked about it."""

    stop_id: str
    head: str
    finding: str
    reason: str | None
    school_urn: str | None


@dataclass(slots=True)
class Patrol:
    """One team's time in one sweep: who walks, whose phone, where, from when to when."""

    sweep_id: str
    people: Sequence[Person]
    officer_ids: Mapping[str, str]
    carrier: Person
    spot: Spot
    begins: datetime
    outbox: Outbox
    shifts: dict[str, str] = field(default_factory=dict)

    def start(self) -> None:
        """Everybody's shift, on the one phone."""
        for person in self.people:
            shift_id = repeatable_id(self.begins, "shift", self.sweep_id, person.name)
            self.shifts[person.name] = shift_id
            begun = {
                "shift_id": shift_id,
                "sweep_id": self.sweep_id,
                "officer_id": self.officer_ids[person.name],
                "started_at": self.begins.isoformat(),
            }
            self.outbox.record("shift.start", self.begins, begun)

    def end(self, ends: datetime, break_minutes: int) -> None:
        for shift_id in self.shifts.values():
            ended = {
                "shift_id": shift_id,
                "ended_at": ends.isoformat(),
                "break_minutes": break_minutes,
            }
            self.outbox.record("shift.end", ends, ended)

    def meet(self, meeting: Meeting, moment: datetime, rng: Random) -> Iterator[Recorded]:
        """Record every child of one encounter."""
        encounter_id = repeatable_id(moment, "encounter", self.sweep_id, self.carrier.name)
        companion: str | None = None
        for child in range(meeting.children):
            at = moment + timedelta(seconds=20 * child)
            companion = draw_finding(rng, meeting.accompanied_by, companion)
            said: dict[str, Any] = {
                "stop_id": repeatable_id(at, "stop", encounter_id, str(child)),
                "encounter_id": encounter_id,
                "sweep_id": self.sweep_id,
                "shift_id": self.shifts[self.carrier.name],
                "stopped_at": at.isoformat(),
                "location": fix_near(self.spot, rng),
                **draw_answers(rng, companion, meeting.accompanied_by, self.carrier.role),
            }
            said |= note_child(said, self._met(at), self._met(moment), self.spot)
            said["form"] = _form(said["stop_id"], said["reason"])
            if rng.randrange(100) < _MISTAKES:
                self._record_and_undo(said, at)
            head = self.outbox.record("stop.create", at, said)
            yield Recorded(said["stop_id"], head, companion, said["reason"], said.get("school_urn"))

    def _met(self, moment: datetime) -> str:
        """Who was met when: alike whenever the demo is loaded, unlike the sweep's own id."""
        return f"{self.carrier.name} {moment.isoformat()}"

    def _record_and_undo(self, said: Mapping[str, Any], at: datetime) -> None:
        mistaken = {**said, "stop_id": repeatable_id(at, "mistake", said["stop_id"])}
        head = self.outbox.record("stop.create", at, mistaken)
        undone = {"stop_id": mistaken["stop_id"], "base_op": head, "why": "Undo"}
        self.outbox.record("stop.void", at + timedelta(seconds=4), undone)


def _form(stop_id: str, reason: str | None) -> dict[str, int]:
    """How the phone timed itself. By a chance of its own, so that all else is drawn as it always was."""
    rng = Random(stop_id)
    taps = rng.choice((4, 4, 4, 4, 5, 6)) + (reason is not None)
    return {"ms": round(1000 * (1.5 * taps + rng.lognormvariate(0.7, 0.5))), "taps": taps}


def walk(
    planned: PlannedSweep,
    sweep_id: str,
    officer_ids: Mapping[str, str],
    outboxes: Mapping[str, Outbox],
) -> list[Recorded]:
    """Fill the outboxes (by the carrier's name) with a whole sweep; returns its stops that stand."""
    rng = Random(planned.title)
    dealt: defaultdict[int, list[Meeting]] = defaultdict(list)
    for meeting in planned.meetings:
        dealt[rng.randrange(len(TEAMS))].append(meeting)
    recorded: list[Recorded] = []
    for number, (carriers, people) in enumerate(TEAMS):
        carrier = carriers[planned.number % len(carriers)]
        begins = planned.starts_at + timedelta(minutes=rng.randint(0, 12))
        ends = planned.ends_at - timedelta(minutes=rng.randint(0, 12))
        patrol = Patrol(
            sweep_id,
            people,
            officer_ids,
            carrier,
            planned.spots[number % len(planned.spots)],
            begins,
            outboxes[carrier.name],
        )
        patrol.start()
        for meeting, moment in _in_time(dealt[number], begins, ends, rng):
            recorded += patrol.meet(meeting, moment, rng)
        patrol.end(ends, rng.choice((0, 0, 10, 15)))
    return recorded


def _in_time(
    meetings: Sequence[Meeting], begins: datetime, ends: datetime, rng: Random
) -> Iterator[tuple[Meeting, datetime]]:
    """Each meeting with its moment, in order, none of two at the same second."""
    seconds = range(120, int((ends - begins).total_seconds()) - 180, 10)
    moments = sorted(rng.sample(seconds, len(meetings)))
    for meeting, second in zip(meetings, moments, strict=True):
        yield meeting, begins + timedelta(seconds=second)
