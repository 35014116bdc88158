"""Every count of children that a summary shows, by name, and which are kept back as `c`.

A count is asked for by `Published.text` and a share of two by `Published.share`, wherever one is shown, so that
no file gives away what another keeps back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from sweep.core.stop_counts import FindingCounts
from sweep.core.tally import Totals, percent_text
from sweep.returns.parts import Parts, Slices
from sweep.returns.read import Summary
from sweep.returns.sums import sums_between
from sweep.returns.suppression import suppressed

SUPPRESSED = "c"
# Who children are is never shown in smaller numbers, whatever the server's setting.
EQUALITY_BELOW = 5
EQUALITY = ("ethnicity", "sex", "age")

STOPPED, TRUANTING = "Total/children_stopped", "Total/truanting_verified"
PROVISIONAL, LEGITIMATE = "Total/truanting_provisional", "Total/legitimately_absent"

_LIMITS = ("", "_low", "_high")
_YIELDS = {
    "stops_per_police_officer_hour": "children_stopped",
    "truants_per_police_officer_hour": "truanting_verified",
    "truants_per_officer_hour": "truanting_verified",
    "minutes_per_truant": "truanting_verified",
}
_MADE_OF = {
    # A handful of encounters is a handful of children.
    "encounters_count": ("children_stopped",),
    "verification_coverage_percent": ("verification_answered", "verification_needed"),
    **{f"{name}{limit}": (of,) for name, of in _YIELDS.items() for limit in _LIMITS},
}
# Effort belongs to sweeps, so rows of phases have none of these.
OF_SWEEPS_ONLY = frozenset(_MADE_OF) - {"verification_coverage_percent"}


def made_of(indicator: str) -> tuple[str, ...]:
    """The counts that an indicator of the return would tell; itself, where it is one."""
    return _MADE_OF.get(indicator, (indicator,))


@dataclass(frozen=True, slots=True)
class Published:
    """Counts by name (`Total/truanting_verified`, `site 0/stopped`, `sex Girls/truanting`), and the hidden ones.

    `below`: under which number counts are kept back everywhere; 0 where only the equality table's are.
    """

    counts: Mapping[str, int]
    hidden: frozenset[str]
    below: int = 0

    def text(self, name: str) -> str:
        """The count, or `c`."""
        return SUPPRESSED if name in self.hidden else str(self.counts[name])

    def number(self, name: str) -> int | str:
        """The same as a number, for files that programs read."""
        return SUPPRESSED if name in self.hidden else self.counts[name]

    def share(self, part: str, whole: str) -> str | None:
        """In a hundred, one decimal; `c` where either is kept back, None of nothing."""
        if self.any_hidden(part, whole):
            return SUPPRESSED
        return percent_text(self.counts[part], self.counts[whole])

    def any_hidden(self, *names: str) -> bool:
        """Whether something made from these counts would tell one that is kept back."""
        return not self.hidden.isdisjoint(names)


def published(summary: Summary, parts: Parts, below: int) -> Published:
    """The counts of a summary, those from 1 to below−1 kept back, and equality's small ones in any case.

    Two sets of hidden counts, each safe by `suppression.suppressed`, are safe together.
    """
    counts = dict(counts_of(summary.totals, summary.by_phase, parts))
    return Published(counts, _hidden(tuple(counts.items()), below), below if below > 1 else 0)


def all_shown(totals: Totals) -> Published:
    """The counts of totals of which none is kept back."""
    return Published(dict(_of_totals("Total", totals)), frozenset())


@lru_cache(maxsize=64)
def _hidden(counted: tuple[tuple[str, int], ...], below: int) -> frozenset[str]:
    """Kept, since a large table takes half a second and is asked for in every form there is."""
    counts = dict(counted)
    sums = list(sums_between(counts))
    # What a sweep is about is given up last: its details are, instead.
    large = [name for name in (STOPPED, TRUANTING) if not 0 < counts[name] < below]
    everywhere = suppressed(counts, sums, below, large) if below > 1 else frozenset[str]()
    own = {name: counts[name] for name in counts if name.startswith(EQUALITY)}
    own |= {name: counts[name] for name in (STOPPED, TRUANTING)}
    within = [each for each in sums if each.parts[0].startswith(EQUALITY)]
    return everywhere | suppressed(own, within, EQUALITY_BELOW, known=(STOPPED, TRUANTING))


def counts_of(
    whole: Totals, by_phase: Mapping[str, Totals], parts: Parts
) -> Iterator[tuple[str, int]]:
    """Every count of children with its name."""
    yield from _of_totals("Total", whole)
    for phase, totals in by_phase.items():
        yield from _of_totals(phase, totals)
    for (recorded, verified), children in whole.changes.items():
        yield f"changed {recorded}/{verified}", children
    yield from _of_slices("site", {str(n): own for n, (_, own) in enumerate(parts.sites)})
    yield from _of_slices("hour", {str(hour.hour): hour.children for hour in parts.hours})
    for name in EQUALITY:
        yield from _of_slices(name, getattr(parts, name), ("stopped", "truanting"))


def _of_totals(prefix: str, totals: Totals) -> Iterator[tuple[str, int]]:
    every = totals.indicators()
    names = list(every)
    for name in names[names.index("encounters_count") + 1 :]:
        yield f"{prefix}/{name}", every[name]
    yield f"{prefix}/verification_needed", totals.stops.verification_needed
    yield f"{prefix}/verification_answered", totals.stops.verification_answered
    yield from _recorded(prefix, totals.as_recorded)


def _recorded(prefix: str, found: FindingCounts) -> Iterator[tuple[str, int]]:
    for name, children in found.by_name().items():
        if name != "truanting":  # stands as truanting_provisional
            yield f"{prefix}/recorded {name}", children


_SLICE = ("stopped", "truanting_recorded", "truanting", "legitimately_absent")


def _of_slices(
    kind: str, slices: Slices, names: tuple[str, ...] = _SLICE
) -> Iterator[tuple[str, int]]:
    for group, own in slices.items():
        for name in names:
            yield f"{kind} {group}/{name}", getattr(own, name)
