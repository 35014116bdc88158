"""All summaries of a server held against the files that were replayed into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask

from recounted.asked import Sweep, sweeps_of
from recounted.compare import Compared, compare
from recounted.draws import recount
from rig.street import Desk, Json, coordinator, in_process, operation

# A mark of the register that bears out what a school says.
_MARKS = {"truanting": "O", "legitimately_absent": "M"}


@dataclass(frozen=True)
class Held:
    """What was compared, and a sentence for each cell that differs."""

    files: int
    rows: int
    stops: int
    sweeps: tuple[Compared, ...]

    @property
    def differences(self) -> list[str]:
        return [line for sweep in self.sweeps for line in sweep.differences]

    def __str__(self) -> str:
        cells = sum(sweep.cells for sweep in self.sweeps)
        kept_back = sum(sweep.kept_back for sweep in self.sweeps)
        return (
            f"{self.files} files, {self.rows:,} rows, {self.stops:,} children stopped in school hours,"
            f" {len(self.sweeps)} sweeps: {cells:,} figures of their summaries held against the files"
            f" ({kept_back:,} of them kept back), {len(self.differences):,} differ."
        )


@dataclass(frozen=True)
class Server:
    """The application, and a desk at each authority by its code."""

    app: Flask
    desks: dict[str, Desk]

    @classmethod
    def of(cls, app: Flask, folder: Path) -> "Server":
        """Of the authorities whose files lie in a folder."""
        places = recount(folder).execute("select distinct la, spoken from children").fetchall()
        desks = {la: Desk(in_process(app), coordinator(app, la, name)) for la, name in places}
        return cls(app, desks)

    def let_schools_answer(self, folder: Path) -> int:
        """As the rules say; how many answers."""
        due, answers = sweeps_of(recount(folder)), 0
        for title, desk, sweep_id in self._sweeps():
            said = list(_answers(due[title], desk.stops(sweep_id)))
            assert {result["status"] for result in desk.push(*said)} <= {"accepted"}
            answers += len(said)
        return answers

    def hold(self, folder: Path) -> Held:
        """Every sweep that is on the server or in the files."""
        apart = recount(folder)
        due = sweeps_of(apart)
        shown = {title: (desk, sweep_id) for title, desk, sweep_id in self._sweeps()}
        compared = [
            compare(title, due[title], *self._given(*shown[title]))
            if title in due and title in shown
            else Compared(0, 0, (f"{title} is only on one side.",))
            for title in sorted(due.keys() | shown.keys())
        ]
        asked = "select count(distinct filename), count(*), (select count(*) from stops) from lines"
        return Held(*apart.execute(asked).fetchone(), tuple(compared))

    def _sweeps(self) -> Iterator[tuple[str, Desk, str]]:
        for desk in self.desks.values():
            for sweep in desk.call("GET", "/sweeps")["sweeps"]:
                yield sweep["title"], desk, sweep["id"]

    def _given(self, desk: Desk, sweep_id: str) -> tuple[Json, str]:
        head = {"Authorization": f"Bearer {desk.token}"}
        given = self.app.test_client().get(f"/sweeps/{sweep_id}/summary.csv", headers=head)
        return desk.summary(sweep_id), given.get_data(as_text=True)


def _answers(sweep: Sweep, stops: list[Any]) -> Iterator[str]:
    heads = {stop["id"]: stop["head"] for stop in stops}
    asked = "select stop_id, finding, verified from stops where this_sweep and verified is not null"
    for stop_id, street, school in sweep.every(asked):
        said = {
            "stop_id": stop_id,
            "base_op": heads[stop_id],
            "verification": "confirmed" if street == school else "changed",
            "verified_finding": school,
            "register_code": _MARKS[school],
            "told_by": "the school office",
            "why": "its register",
        }
        yield operation("stop.verify", said)
