"""One sweep of the recount's database, and what can be asked of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from recounted.limits import Groups

Number = float | int | str | None
Figures = dict[str, Number]


@dataclass(frozen=True)
class Sweep:
    """One day of one authority."""

    apart: Any
    la: str
    day: date

    def every(self, query: str) -> list[Any]:
        """Rows; `this_sweep` in a query stands for this one's."""
        asked = query.replace("this_sweep", f"la = '{self.la}' and day = '{self.day}'")
        return list(self.apart.execute(asked).fetchall())

    def children(self, rule: str) -> int:
        ((counted,),) = self.every(f"select count(*) filter ({rule}) from stops where this_sweep")
        return int(counted)

    def counted(self, rules: Mapping[str, str], within: str = "true") -> dict[str, int]:
        """Name → the children whom its rule takes in."""
        asked = ", ".join(f"count(*) filter ({rule})" for rule in rules.values())
        (found,) = self.every(f"select {asked} from stops where this_sweep and {within}")
        return dict(zip(rules, found, strict=True))

    def groups(self, rule: str) -> Groups:
        """Of the children whom a rule takes in, as they were met together."""
        sizes = f"select count(*) as g from stops where this_sweep and {rule} group by encounter_id"
        sums = f"select coalesce(sum(g), 0), coalesce(sum(g * g), 0) from ({sizes})"
        ((children, squares),) = self.every(sums)
        return Groups(int(children), int(squares))

    def minutes(self, whose: str) -> int:
        ((worked,),) = self.every(
            f"select coalesce(sum(minutes), 0) from worked where this_sweep and {whose}"
        )
        return int(worked)

    def earlier(self) -> list["Sweep"]:
        """The latest eight of the authority's with police on patrol, the latest first."""
        before = (
            f"select distinct day from worked where la = '{self.la}' and day < '{self.day}'"
            " and whose = 'police' and minutes > 0 order by day desc limit 8"
        )
        return [Sweep(self.apart, self.la, day) for (day,) in self.apart.execute(before).fetchall()]


def sweeps_of(apart: Any) -> dict[str, Sweep]:
    """By title."""
    found = apart.execute("select title, la, day from days order by la, day").fetchall()
    return {title: Sweep(apart, la, day) for title, la, day in found}
