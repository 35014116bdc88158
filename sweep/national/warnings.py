"""What somebody should know before they rely on a return. Nothing here stops anybody: each can be explained.

`detail` goes into the published file, so it names sweeps by kind and start and no person; `lines` are for the page.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sweep.core.tally import Totals, hours_text
from sweep.national.columns import SUMS, SWEEP_TYPES, TOTAL
from sweep.national.facts import Facts, PlannedSweep
from sweep.national.figures import Figures, Row
from sweep.national.hidden import Hidden
from sweep.national.material import Material
from sweep.national.periods import Period, term_at


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning: a stable code, a sentence, what a coordinator said to it, and more for the page alone."""

    code: str
    detail: str
    explanation: str = ""
    lines: tuple[str, ...] = ()
    # To be said instead where small numbers are kept back; empty where it tells none.
    discreet: str = ""

    def said(self) -> dict[str, str]:
        """As the metadata file and the record of a revision have it."""
        return {"code": self.code, "detail": self.detail, "explanation": self.explanation}


@dataclass(frozen=True, slots=True)
class Counted:
    """What a return was made from, at one moment: `sweeps` are those that count.

    Where small numbers are kept back, `terms` are those of a year, and `hidden_before` is what its revisions published
    by then keep back.
    """

    period: Period
    sweeps: tuple[PlannedSweep, ...]
    planned: tuple[PlannedSweep, ...]
    facts: Facts
    material: Material
    figures: Figures
    terms: tuple["Counted", ...] = ()
    hidden_before: Hidden = frozenset()


def explained(warned: Iterable[Warned], explanations: Mapping[str, str]) -> list[Warned]:
    """The same with what was said to each."""
    return [replace(each, explanation=explanations.get(each.code, "")) for each in warned]


def lasting(counted: Counted) -> Iterator[Warned]:
    """Warnings that follow from figures, plans and history alone, so that they come out the same each time."""
    if not counted.sweeps:
        yield Warned("no_sweeps", "No sweep of this period counts, so every count is 0.")
    yield from _statuses(counted.sweeps)
    if number := counted.material.open_shifts:
        yield Warned(
            "open_shifts",
            f"{number} shift{_is(number)} still open, and counted up to the sweep’s end at most.",
        )
    yield from _coverage(counted.figures.whole)
    yield from _across_terms(counted)
    yield from _overlaps(counted)
    if not counted.facts.place.region_code:
        yield Warned(
            "region_unknown",
            "The region is not known, so its two columns are empty. Ask whoever runs the server to bring in the"
            " codes of authorities and regions (sweep import-geography).",
        )
    if not counted.facts.named:
        yield Warned(
            "terms_not_imported",
            "The authority’s term dates were not brought in. Terms are told by the calendar: autumn to"
            " 31 December, spring to Easter Sunday.",
        )


def _statuses(sweeps: Sequence[PlannedSweep]) -> Iterator[Warned]:
    open_still = [sweep for sweep in sweeps if sweep.status != "final"]
    if open_still:
        yield Warned(
            "sweeps_not_final", f"{_how_many(len(open_still), sweeps)}: {named(open_still)}."
        )


def _how_many(number: int, sweeps: Sequence[PlannedSweep]) -> str:
    """Of these sweeps, as the beginning of a sentence."""
    if len(sweeps) == 1:
        return "The only sweep is not final"
    return f"{number} of {len(sweeps)} sweeps {'is' if number == 1 else 'are'} not final"


def _coverage(totals: Totals) -> Iterator[Warned]:
    needed, answered = totals.stops.verification_needed, totals.stops.verification_answered
    if answered < needed:
        yield Warned(
            "not_all_verified",
            f"Schools answered for {answered} of {needed} findings that they can check"
            f" ({totals.verification_coverage_percent()}%). The others count as the street recorded them.",
            discreet="Schools have not answered for all findings that they can check. The others count as the"
            " street recorded them.",
        )


def _across_terms(counted: Counted) -> Iterator[Warned]:
    across = [
        sweep
        for sweep in counted.sweeps
        if term_at(sweep.starts_at, counted.facts.named)
        != term_at(sweep.ends_at, counted.facts.named)
    ]
    if across:
        yield Warned(
            "across_terms",
            f"{_begun(named(across))} end{'s' if len(across) == 1 else ''} in another term. A sweep counts whole in"
            " the term in which it starts.",
        )


def _overlaps(counted: Counted) -> Iterator[Warned]:
    spent = counted.figures.whole.effort
    if number := spent.overlapping_shifts:
        yield Warned(
            "overlapping_shifts",
            f"{number} shift{' began' if number == 1 else 's began'} while another of the same officer ran. The"
            " time is counted once.",
        )
    apart = sum(
        counted.figures.totals[kind, TOTAL].effort.officer_minutes for kind in SWEEP_TYPES[1:]
    )
    if apart != spent.officer_minutes:
        yield Warned(
            "hours_do_not_add_up",
            f"Hours of national and local sweeps add up to {hours_text(apart)}, the total is"
            f" {hours_text(spent.officer_minutes)}: somebody’s shifts in both overlap, and the total counts"
            " that time once.",
        )


def sums_off(rows: Iterable[Row]) -> Iterator[Warned]:
    """Sums that do not come out. Suppressed cells can't be added, so their sums are passed over."""
    wrong = [line for row in rows for line in _wrong(row)]
    if wrong:
        what = f"{wrong[0]}{f', and {len(wrong) - 1} more' if len(wrong) > 1 else ''}"
        yield Warned("sums_off", f"These sums do not come out: {what}.", lines=tuple(wrong))


def _wrong(row: Row) -> Iterator[str]:
    for what, (total, parts) in SUMS.items():
        cells = [row[name] for name in (total, *parts)]
        if all(cell.isdigit() for cell in cells) and int(cells[0]) != sum(map(int, cells[1:])):
            yield f"{what} ({row['sweep_type']}, {row['education_phase']})"


def named(sweeps: Sequence[PlannedSweep]) -> str:
    """`the local sweep of Mon 23 November 2026 from 09:30 and 2 more`: by kind and start, at most a few of them."""
    shown = [sweep.words for sweep in sweeps[:_MOST_NAMED]]
    if len(sweeps) > _MOST_NAMED:
        shown.append(f"{len(sweeps) - _MOST_NAMED} more")
    return f"{', '.join(shown[:-1])} and {shown[-1]}" if len(shown) > 1 else shown[0]


def _begun(text: str) -> str:
    """As the beginning of a sentence."""
    return f"{text[:1].upper()}{text[1:]}"


_MOST_NAMED = 5


def _is(number: int) -> str:
    return " is" if number == 1 else "s are"
