"""A summary's tables as rows of text. Only words and layout: every figure comes from the totals."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sweep.core.codes import FINDINGS, HOURS, REASONS, words_for
from sweep.core.tally import Totals, hours_text, percent_text
from sweep.returns import indicators
from sweep.returns.labels import FOUND, HAPPENED, INSIDE, PHASES, WITH, YIELDS

NONE = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its cells; `look` is `total`, `inside` (part of the row above) or nothing."""

    label: str
    cells: tuple[str, ...]
    look: str = ""


def accompanied(totals: Totals) -> list[Row]:
    """Who was with the child: stopped and truanting side by side, then the share of each."""
    stopped, found = totals.stops.by_name(), totals.as_verified.by_name()
    whole = stopped["children_stopped"], found["truanting"]
    rows = [
        Row(words, _side_by_side((stopped[f"stopped_{name}"], found[f"truanting_{name}"]), whole))
        for name, words in WITH.items()
    ]
    return [*rows, Row("All", _side_by_side(whole, whole), "total")]


def _side_by_side(parts: tuple[int, int], wholes: tuple[int, int]) -> tuple[str, ...]:
    shares = [percent_text(part, whole) for part, whole in zip(parts, wholes, strict=True)]
    return (*map(str, parts), *(share or NONE for share in shares))


def _of(part: int, whole: int) -> tuple[str, str]:
    return str(part), percent_text(part, whole) or NONE


def findings(totals: Totals) -> list[Row]:
    """Each finding as recorded on the street, as verified, and its share of all stopped."""
    return [*_finding_rows(totals), _sum_row(totals)]


def _finding_rows(totals: Totals) -> Iterator[Row]:
    recorded, verified = totals.as_recorded.by_name(), totals.as_verified.by_name()
    stopped = totals.stops.children_stopped
    for name, words in FOUND.items():
        yield Row(words, (str(recorded[name]), *_of(verified[name], stopped)))
        for inside in INSIDE.get(name, ()):
            numbers = (str(recorded[inside]), *_of(verified[inside], stopped))
            yield Row(f"of them {REASONS[inside].words.lower()}", numbers, "inside")


def _sum_row(totals: Totals) -> Row:
    stopped = totals.stops.children_stopped
    return Row("All children stopped", (str(stopped), *_of(stopped, stopped)), "total")


def changed(totals: Totals) -> list[Row]:
    """What the street recorded, what the school's register showed, how many children; changes first."""
    rows = sorted(totals.changes.items(), key=lambda row: (row[0][0] == row[0][1], -row[1], row[0]))
    return [
        Row(words_for(FINDINGS, recorded), (_school(recorded, verified), str(children)))
        for (recorded, verified), children in rows
    ]


def _school(recorded: str, verified: str) -> str:
    return "The same" if recorded == verified else words_for(FINDINGS, verified)


def outcomes(totals: Totals) -> list[Row]:
    """What happened next; the eight rows add up to the children stopped."""
    counted, stopped = totals.stops.by_name(), totals.stops.children_stopped
    rows = [Row(words, _of(counted[name], stopped)) for name, words in HAPPENED.items()]
    return [*rows, Row("All children stopped", _of(stopped, stopped), "total")]


def hours(totals: Totals) -> list[Row]:
    """Officers and officer-hours by whose they are."""
    spent = totals.effort
    kinds = (
        ("police", spent.police_officers, spent.police_minutes),
        ("welfare", spent.welfare_officers, spent.welfare_minutes),
        ("partner", spent.partner_officers, spent.partner_minutes),
    )
    rows = [Row(HOURS[kind].words, (str(len(who)), hours_text(m))) for kind, who, m in kinds]
    everybody = frozenset().union(*(who for _, who, _ in kinds))
    total = (str(len(everybody)), hours_text(spent.officer_minutes))
    return [*rows, Row("All", total, "total")]


def yields(totals: Totals) -> list[Row]:
    """Each yield with its 95 % interval, as verified and as recorded."""
    recorded = _recorded(totals)
    return [
        Row(YIELDS[name], (_limits(limits), _limits(recorded.get(name, limits))))
        for name, limits in indicators.yields(totals).items()
    ]


def _recorded(totals: Totals) -> Mapping[str, indicators.Limits]:
    police = totals.truants_per_police_officer_hour(verified=False)
    return {
        "truants_per_police_officer_hour": indicators.per_hour(police),
        "truants_per_officer_hour": indicators.per_hour(totals.truants_per_officer_hour(False)),
        "minutes_per_truant": indicators.minutes_each(police),
    }


def _limits(limits: indicators.Limits) -> str:
    value, low, high = limits
    if low is None:
        return NONE
    if value is None:
        return f"none found ({low} or more)"
    return f"{value} ({low}–{high})" if high else f"{value} ({low} or more)"


def phases(by_phase: Mapping[str, Totals], totals: Totals) -> list[Row]:
    """Stopped and truanting by phase of education."""
    rows = [Row(PHASES.get(phase, phase), _pair(own)) for phase, own in by_phase.items()]
    return [*rows, Row("All", _pair(totals), "total")]


def _pair(totals: Totals) -> tuple[str, str]:
    return str(totals.stops.children_stopped), str(totals.as_verified.truanting)


def shares(totals: Totals) -> list[Row]:
    """The shares that are asked for, each named with what it is a share of."""
    stops, found = totals.stops, totals.as_verified
    stopped = stops.children_stopped
    asked = (
        ("Truanting, of all stopped", found.truanting, stopped),
        ("Had a reason that schools accept, of all stopped", found.legitimately_absent, stopped),
        ("With a parent, of all stopped", stops.stopped_with_parent, stopped),
        ("With a parent, of those truanting", found.truanting_with_parent, found.truanting),
        (
            "Answered by a school, of findings it can check",
            stops.verification_answered,
            stops.verification_needed,
        ),
    )
    return [
        Row(words, (f"{part} of {whole}", percent_text(part, whole) or NONE))
        for words, part, whole in asked
    ]
