"""A sweep in one sentence for a councillor, with what a rate can't say left out or explained."""

from sweep.core.tally import Totals, hours_text
from sweep.returns.indicators import per_hour

# Below this a rate has more chance in it than sense; tables still show it, with its interval.
TOO_FEW_MINUTES = 30


def sentence(totals: Totals) -> str:
    """Stopped and truanting always together; the rate with its 95 % interval, or why there is none."""
    stopped, hours = totals.stops.children_stopped, totals.effort.officer_minutes
    if not stopped and not hours:
        return "Nothing has been recorded yet: no child stopped and no officer-hours."
    if not hours:
        return (
            f"{_stopped(stopped)}; {_truanting(totals)}."
            " No officer-hours are recorded, so there is no rate."
        )
    if hours < TOO_FEW_MINUTES:
        who = f"{_stopped(stopped)}; {_truanting(totals)}" if stopped else "no child was stopped"
        return f"In {_shown_minutes(hours)} {who}: too early for a rate."
    if not stopped:
        high = per_hour(totals.truants_per_officer_hour())[2]
        return (
            f"In {shown_hours(hours)} no child was stopped, so none was found truanting:"
            f" at most {high} an officer-hour."
        )
    return f"In {shown_hours(hours)} {_stopped(stopped)}; {_truanting(totals)}: {_rate(totals)}."


def _stopped(children: int) -> str:
    return "1 child was stopped" if children == 1 else f"{children} children were stopped"


def _truanting(totals: Totals) -> str:
    truanting = totals.as_verified.truanting
    with_parent = totals.as_verified.truanting_with_parent
    if truanting == 0:
        return "none was found truanting"
    was = "was" if truanting == 1 else "were"
    return f"{truanting} {was} truanting ({with_parent} with a parent)"


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
