"""Changes of a stop that lost to another and that nobody has settled since, as they are named where it is put back."""

from collections.abc import Sequence

from sweep.checking.history import STANDINGS, Step, history_of
from sweep.stops.read import find_stop

_LOST = STANDINGS["overruled"]


def overruled_of(stop_id: str) -> list[str]:
    """Each in words, by whom and what; none where nobody changed it unseen, or a desk has settled it since.

    Raises `not_found` for no stop.
    """
    stop, _ = find_stop(stop_id)
    if "conflict" not in stop["flags"]:
        return []
    return lost_of(history_of(stop["id"], "stop"))


def lost_of(steps: Sequence[Step]) -> list[str]:
    """Those of a history that lost, settled since or not."""
    return [_in_words(step) for step in steps if step.aside == _LOST]


def _in_words(step: Step) -> str:
    if step.kind == "stop.void":
        said = "removed it"
    else:
        told = [
            f"{change.label}: {change.before or 'nothing'} → {change.after or 'nothing'}"
            for change in step.changes
        ]
        said = f"changed it ({'; '.join(told)})" if told else "changed it"
    return f"{step.who} {said}{', because: ' + step.why if step.why else ''}"
