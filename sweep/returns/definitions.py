"""What a summary's words mean, printed with it wherever it goes."""

from sweep.returns.published import EQUALITY_BELOW, TRUANTING
from sweep.returns.report import Report

NO_RETURN = (
    "There is no statutory return of truancy sweeps today. These figures follow the content of the 2002 to 2007"
    " returns."
)
_RECORDED = (
    "What the officer found on the street, and the same after schools looked in their registers. Only a school"
    " decides whether an absence is authorised."
)
_OFFICER_HOUR = (
    "One officer on patrol for one hour, less breaks: two officers for two hours are four. Published figures use"
    " police hours; both are shown."
)
_RANGE = (
    "Small numbers vary by chance: the true rate lies in this range 95 times in 100. It is Garwood’s exact interval"
    " (for shares, Clopper and Pearson’s), widened for children who were met together, since they did not come by"
    " chance one by one."
)
_MEANINGS = (
    (
        "Stopped",
        "A child whom an officer stopped, counted once. Not every child stopped is truanting.",
    ),
    (
        "Truanting",
        "A child who should have been in school with no reason that schools accept, also when with a parent.",
    ),
    ("As recorded, as verified", _RECORDED),
    (
        "Home educated and no school place",
        "Not absent from any school, so never counted as truanting.",
    ),
    ("Officer-hour", _OFFICER_HOUR),
    ("Sweep-hour", "An hour in which at least one officer was out, breaks not taken off."),
    ("95% range", _RANGE),
)


def definitions(report: Report) -> list[tuple[str, str]]:
    """(word, meaning), with how far groups widen the ranges here, and what `c` is."""
    below = report.counts.below
    where = (
        f"Numbers below {below}"
        if below
        else f"In “Who was stopped”, numbers below {EQUALITY_BELOW}"
    )
    kept = f"{where} are kept back, and as many others as it takes so that none can be worked out."
    return [*_MEANINGS, *_spread(report), ("c", kept)]


def _spread(report: Report) -> list[tuple[str, str]]:
    groups = report.summary.totals.meetings.truanting_verified
    if not groups.children or report.counts.any_hidden(TRUANTING):
        return []
    said = f"{groups.phi:.2f}. It is 1 where every child truanting was met alone, and 2 where all were met in pairs."
    return [("Spread of groups here", said)]
