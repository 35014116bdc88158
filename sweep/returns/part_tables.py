"""Tables of a sweep's parts: sites, hours of the day, who the children were, and earlier sweeps beside it."""

from collections.abc import Iterator

from sweep.core.codes import SWEEP_KINDS
from sweep.core.rates import Rate
from sweep.core.tally import hours_text
from sweep.london import day_text
from sweep.returns import indicators, survey
from sweep.returns.earlier import MOST, Earlier
from sweep.returns.published import (
    EQUALITY,
    EQUALITY_BELOW,
    LEGITIMATE,
    PROVISIONAL,
    STOPPED,
    SUPPRESSED,
    TRUANTING,
    Published,
)
from sweep.returns.report import Report
from sweep.returns.rows import NONE, Cell, Row, Table
from sweep.returns.sentence import TOO_FEW_MINUTES
from sweep.returns.tables import PART_HEADS, part_cells
from sweep.returns.yield_tables import ranged
from sweep.sweeps.models import Sweep

_PART = ("stopped", "truanting_recorded", "truanting", "legitimately_absent")
_WHO = {"ethnicity": "Ethnicity, as the child said", "sex": "Sex", "age": "Age"}
VERDICTS = {
    "higher": "This sweep higher",
    "lower": "This sweep lower",
    "too_close_to_tell": "Too close to tell",
    "no_hours": NONE,
}


def sites(report: Report) -> Table:
    """Each stop at the nearest site within whose radius it was; the sites first, then what lay at none."""
    counts = report.counts
    rows = [
        Row(name, part_cells(counts, *(f"site {number}/{each}" for each in _PART)))
        for number, (name, _) in enumerate(report.parts.sites)
    ]
    note = (
        "Nobody records which officer stood at which site, so there is no rate for a site here. “Where and when”"
        " has estimates, over past sweeps."
        if report.summary.sites_count != 1
        else "This sweep has one site, so its rates are the sweep’s own."
    )
    return Table("sites", "By site", PART_HEADS, (*rows, _whole(counts)), notes=(note,))


def _whole(counts: Published) -> Row:
    return Row("All", part_cells(counts, STOPPED, PROVISIONAL, TRUANTING, LEGITIMATE), "total")


def hours_of_day(report: Report) -> Table:
    """By hour of the day in London, with the officer-hours in it and what they yielded."""
    whole = report.summary.totals.truants_per_officer_hour()
    rows = (*_hour_rows(report), _with_time(report, _whole(report.counts), whole, TRUANTING))
    heads = (*PART_HEADS, "Officer-hours", "Truanting per officer-hour")
    note = (
        "A break is shared evenly over its officer’s shift, since nobody records when it was taken."
    )
    return Table("hours_of_day", "By hour of the day", heads, rows, notes=(note,))


def _hour_rows(report: Report) -> Iterator[Row]:
    for each in report.parts.hours:
        names = [f"hour {each.hour}/{name}" for name in _PART]
        row = Row(f"{each.hour:02}:00 to {each.hour:02}:59", part_cells(report.counts, *names))
        rate = Rate(each.children.met, each.officer_minutes)
        yield _with_time(report, row, rate, f"hour {each.hour}/truanting")


def _with_time(report: Report, row: Row, rate: Rate, name: str) -> Row:
    enough = rate.minutes >= TOO_FEW_MINUTES
    found = ranged(report.counts, indicators.per_hour(rate), name) if enough else NONE
    return Row(row.label, (*row.cells, hours_text(rate.minutes), found), row.look)


def equality(report: Report) -> Table:
    """Ethnicity, sex and age band of those stopped and those truanting; small numbers are always kept back."""
    note = (
        f"c: kept back, so that no number below {EQUALITY_BELOW} can be read or worked out; some larger ones"
        " are kept back for that too. Ethnicity is what the child said, in broad groups; nobody has to say."
    )
    rows = tuple(_equality_rows(report))
    return Table("equality", "Who was stopped", ("Stopped", "Truanting"), rows, notes=(note,))


def _equality_rows(report: Report) -> Iterator[Row]:
    for kind in EQUALITY:
        yield Row(_WHO[kind], (), "group")
        for group in getattr(report.parts, kind):
            names = (f"{kind} {group}/stopped", f"{kind} {group}/truanting")
            yield Row(group, tuple(map(report.counts.text, names)), "inside")
    yield Row("All", (report.counts.text(STOPPED), report.counts.text(TRUANTING)), "total")


EARLIER_HEADS = (
    "Stopped",
    "Truanting",
    "Police hours",
    "Truanting per police hour",
    "Police minutes for one truanting",
    "Beside this sweep",
)


def earlier(report: Report) -> Table:
    """This sweep, the authority's earlier ones, and the survey of 2004 for reference."""
    here = report.summary.totals.truants_per_police_officer_hour()
    cells = (*(report.counts.text(name) for name in (STOPPED, TRUANTING)), hours_text(here.minutes))
    first = Row("This sweep", (*cells, *_rates(report.counts, here, TRUANTING), NONE), "total")
    rows = (first, *(_earlier_row(each, report.counts) for each in report.earlier), _SURVEY)
    notes = (_FAIR, *_left_out(report), survey.NOTE)
    return Table("earlier", "Beside earlier sweeps", EARLIER_HEADS, rows, notes=notes)


def _left_out(report: Report) -> Iterator[str]:
    """Nothing is cut off silently: a local sweep is otherwise missed where only national ones are listed."""
    if report.earlier_left_out:
        kind = SWEEP_KINDS[report.summary.sweep.kind].words.lower()
        rest = " and ".join(
            f"{number} {SWEEP_KINDS[each].words.lower()}"
            for each, number in report.earlier_left_out.items()
        )
        yield (
            f"Of earlier sweeps with police hours the latest {MOST} are shown, {kind} ones first, as this one is"
            f" {kind}. Left out: {rest}."
        )


def _rates(counts: Published, rate: Rate, *made_of: str) -> tuple[Cell, ...]:
    if rate.minutes < TOO_FEW_MINUTES:
        return NONE, NONE
    limits = indicators.per_hour(rate), indicators.minutes_each(rate)
    return tuple(ranged(counts, each, *made_of) for each in limits)


def _earlier_row(each: Earlier, counts: Published) -> Row:
    rate, label = each.truants, _called(each.sweep)
    hours = hours_text(rate.minutes)
    if each.kept_back(counts.below):
        return Row(label, (SUPPRESSED, SUPPRESSED, hours, *(SUPPRESSED,) * 3))
    # Beside a rate that stands here, the words would narrow down this sweep's number.
    against = SUPPRESSED if counts.any_hidden(TRUANTING) else VERDICTS[each.against.verdict]
    cells = (str(each.stopped), str(rate.children), hours, *_rates(counts, rate), against)
    return Row(label, cells)


def _called(sweep: Sweep) -> str:
    """Title, day and kind; a title that says its day needs it no second time."""
    day = day_text(sweep.starts_at).partition(" ")[2]
    when = "" if day in sweep.title else f", {day}"
    return f"{sweep.title}{when} ({SWEEP_KINDS[sweep.kind].words.lower()})"


_FAIR = (
    "Two sweeps are called higher or lower only where a test that allows for chance and for children met"
    " together says so (p below 0.05); otherwise they are too close to tell."
)
_SURVEY = Row(
    "120 authorities, autumn 2004 (survey)",
    (NONE, NONE, NONE, NONE, str(survey.MINUTES_PER_TRUANT), NONE),
    "aside",
)
