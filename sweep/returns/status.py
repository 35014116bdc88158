"""Whether figures are provisional or final, in words, alike on page and paper."""

from sweep.returns.read import Summary


def status_text(summary: Summary) -> str:
    """`Provisional`, `Final`, `Final, with open points`; neither where nobody has closed a sweep that is complete."""
    if summary.open_points:
        return "Final, with open points"
    if summary.provisional:
        return "Provisional"
    return "Final" if summary.sweep.status == "final" else "Nothing outstanding"
