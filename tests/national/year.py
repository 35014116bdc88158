"""A year of sweeps in which anything may happen, by chance but the same each time for the same seed."""

import random
from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask

from national.given import SPRING, Sender, verify
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, op_id, operation, record_id
from sweep.schools.bring_in import bring_in_terms
from sweep.schools.term_file import ReadTerm


class Year:
    """A year of an authority, in which anything may happen."""

    def __init__(self, app: Flask, desk: Desk, sender: Sender, chance: random.Random) -> None:
        self.app, self.desk, self.sender, self.chance = app, desk, sender, chance
        self.officers = [desk.officer("PC 2231"), desk.officer("EWO Hughes", "ewo")]
        self.phones: list[PretendPhone] = []
        self.stops: list[str] = []
        self.heads: dict[str, str] = {}
        self.plan_another()

    def plan_another(self) -> None:
        starts = TEN_O_CLOCK + timedelta(days=self.chance.choice([0, 1, 120]))
        sweep = self.desk.sweep(
            self.officers,
            status=self.chance.choice(["open", "planned"]),
            kind=self.chance.choice(["national", "local"]),
            starts_at=starts.isoformat(),
            ends_at=(starts + timedelta(hours=5)).isoformat(),
        )
        self.phones.append(self.desk.enrol(sweep, self.officers[0]))

    def stop(self) -> None:
        phone = self.chance.choice(self.phones)
        text = phone.stop(
            self.chance.choice(["truanting", "late", "not_established", "excluded"]),
            self.chance.choice(["alone", "parent", "not_recorded"]),
            phase=self.chance.choice(["primary", "secondary", None]),
            encounter_id=self.chance.choice([None, "0190a000-0000-7000-8000-000000000001"]),
        )
        phone.push(text)
        self.stops.append(text)
        self.heads[record_id(text)] = op_id(text)

    def change(self) -> None:
        if not self.stops:
            return
        stop = self.chance.choice(self.stops)
        said = {"stop_id": record_id(stop), "base_op": self.heads[record_id(stop)]}
        if self.chance.random() < 0.4:
            # Removed or put back, whatever it was before.
            kind = self.chance.choice(["stop.void", "stop.restore"])
            text = operation(kind, {**said, "why": "twice, or not?"})
        elif self.chance.random() < 0.5:
            finding, code = self.chance.choice([("legitimately_absent", "M"), ("truanting", "O")])
            text = verify(stop, finding, code, said["base_op"])
        else:
            changes = {"finding": "late", "accompanied_by": "other_adult"}
            text = operation("stop.amend", {**said, "changes": changes, "why": "seen again"})
        self.desk.push(text)
        self.heads[record_id(stop)] = op_id(text)

    def walk(self) -> None:
        phone = self.chance.choice(self.phones)
        start, end = phone.shift(
            self.chance.choice([45, 90, 400]), self.chance.choice(self.officers), 5
        )
        phone.push(*([start] if self.chance.random() < 0.3 else [start, end]))

    def keep_out_and_take_in(self) -> None:
        phone = self.chance.choice(self.phones)
        (result,) = phone.push(phone.stop("truanting", sweep_id=None))
        assert result["status"] == "quarantined"

    def take_in(self) -> None:
        for kept in self.desk.call("GET", "/quarantine")["kept"][:1]:
            wish = {"action": "apply", "why": "told", "sweep_id": self.phones[0].sweep_id}
            self.desk.call("POST", f"/quarantine/{kept['sha256']}", wish)

    def replan(self) -> None:
        sweep = f"/sweeps/{self.chance.choice(self.phones).sweep_id}"
        sites = [
            {"name": "Mell Square", "lat": 52.4, "lon": -1.7},
            {"name": "Touchwood", "lat": 52.4, "lon": -1.7},
        ]
        change = self.chance.choice(
            [
                {"status": "open"},
                {"status": "planned"},
                {"kind": "national"},
                {"kind": "local"},
                {"sites": sites},
                {"starts_at": (TEN_O_CLOCK - timedelta(days=30)).isoformat()},
            ]
        )
        self.desk.call("PATCH", sweep, change)

    def bring_in(self) -> None:
        """With the earlier first day January's sweeps are in the summer term."""
        first = self.chance.choice([date(2026, 1, 8), date(2026, 4, 20)])
        with self.app.app_context():
            bring_in_terms(1, [ReadTerm("Summer term", first, date(2026, 7, 21))])

    def publish(self) -> None:
        self.sender.make_final(SPRING)

    def explain(self) -> None:
        codes = sorted(self.sender.codes(SPRING) & {"not_all_verified", "region_unknown"})
        for code in codes:
            words = self.chance.choice(["It is known.", "It is being looked at.", ""])
            self.sender.post(f"{SPRING}/explanations", code=code, words=words)

    def happen(self) -> None:
        deeds: list[Callable[[], None]] = [
            *([self.stop] * 3),
            *([self.change] * 3),
            self.walk,
            self.walk,
            self.keep_out_and_take_in,
            self.take_in,
            self.replan,
            self.replan,
            self.bring_in,
            self.plan_another,
            self.publish,
            self.explain,
            self.explain,
        ]
        self.chance.choice(deeds)()
