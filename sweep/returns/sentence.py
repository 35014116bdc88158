"""A sweep in one sentence for a councillor, with what a rate can't say left out or explained."""

from sweep.core.tally import Totals, hours_text
from sweep.returns.indicators import per_hour
from sweep.returns.published import STOPPED, TRUANTING, Published

# Below this a rate has more chance in it than sense, so none is shown.
TOO_FEW_MINUTES = 30
_WITH_PARENT = "Total/truanting_with_parent"
_KEPT_BACK = "kept back to protect small numbers"


def sentence(totals: Totals, counts: Published) -> str:
    """Stopped and truanting always together; the rate with its 95 % interval, or why there is none."""
    stopped, hours = totals.stops.children_stopped, totals.effort.officer_minutes
    if not stopped and not hours:
        return "Nothing has been recorded yet: no child stopped and no officer-hours."
    if counts.any_hidden(STOPPED, TRUANTING):
        return _kept_back(stopped, hours, counts)
    if not hours:
        return (
            f"{_stopped(stopped)}; {_truanting(totals, counts)}."
            " No officer-hours are recorded, so there is no rate."
        )
    if hours < TOO_FEW_MINUTES:
        who = _stopped(stopped) if stopped else "no child was stopped"
        found = f"; {_truanting(totals, counts)}" if stopped else ""
        return f"In {_shown_minutes(hours)} {who}{found}: too early for a rate."
    if not stopped:
        high = per_hour(totals.truants_per_officer_hour())[2]
        return (
            f"In {shown_hours(hours)} no child was stopped, so none was found truanting:"
            f" at most {high} an officer-hour."
        )
    found = _truanting(totals, counts)
    return f"In {shown_hours(hours)} {_stopped(stopped)}; {found}: {_rate(totals)}."


def _kept_back(stopped: int, minutes: int, counts: Published) -> str:
    """A rate beside the hours would tell the number."""
    if counts.any_hidden(STOPPED):
        said = f"some children were stopped; how many is {_KEPT_BACK}."
    else:
        said = f"{_stopped(stopped)}; how many were truanting is {_KEPT_BACK}."
    return f"In {shown_hours(minutes)} {said}" if minutes else said[:1].upper() + said[1:]


def _stopped(children: int) -> str:
    return "1 child was stopped" if children == 1 else f"{children} children were stopped"


def _truanting(totals: Totals, counts: Published) -> str:
    truanting = totals.as_verified.truanting
    if truanting == 0:
        return "none was found truanting"
    was = "was" if truanting == 1 else "were"
    if counts.any_hidden(_WITH_PARENT):
        return f"{truanting} {was} truanting"
    return f"{truanting} {was} truanting ({counts.text(_WITH_PARENT)} with a parent)"


def _rate(totals: Totals) -> str:
    value, low, high = per_hour(totals.truants_per_officer_hour())
    if totals.as_verified.truanting == 0:
        return f"at most {high} an officer-hour"
    return f"{value} an officer-hour ({low}–{high})"


def _shown_minutes(minutes: int) -> str:
    return f"{minutes} officer-minute{'' if minutes == 1 else 's'}"


def shown_hours(minutes: int) -> str:
    """`12 officer-hours`, `1 officer-hour`, `22.5 officer-hours`."""
    hours = hours_text(minutes).removesuffix(".0")
    return f"{hours} officer-hour{'' if hours == '1' else 's'}"
