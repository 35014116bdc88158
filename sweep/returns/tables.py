"""A sweep's own tables: company, findings, outcomes, phases and shares. Every figure comes from the report."""

from collections.abc import Iterator

from sweep.core.codes import FINDINGS, REASONS, words_for
from sweep.returns.labels import FOUND, HAPPENED, INSIDE, PHASES, WITH
from sweep.returns.published import LEGITIMATE, PROVISIONAL, STOPPED, TRUANTING, Published
from sweep.returns.report import Report
from sweep.returns.rows import NONE, Cell, Row, Table


def part_and_share(counts: Published, part: str, whole: str) -> tuple[str, str]:
    """A count, and its share of another in a hundred."""
    return counts.text(part), counts.share(part, whole) or NONE


def accompanied(report: Report) -> Table:
    """Who was with the child: stopped and truanting side by side, then the share of each."""
    counts = report.counts
    pairs = [
        (words, f"Total/stopped_{who}", f"Total/truanting_{who}") for who, words in WITH.items()
    ]
    rows = [Row(words, _side_by_side(counts, *names)) for words, *names in pairs]
    rows.append(Row("All", _side_by_side(counts, STOPPED, TRUANTING), "total"))
    heads = ("Stopped", "Truanting", "% of stopped", "% of truanting")
    return Table("accompanied", "Who was with the child", heads, tuple(rows))


def _side_by_side(counts: Published, stopped: str, truanting: str) -> tuple[Cell, ...]:
    shares = counts.share(stopped, STOPPED), counts.share(truanting, TRUANTING)
    return counts.text(stopped), counts.text(truanting), *(share or NONE for share in shares)


def findings(report: Report) -> Table:
    """Each finding as recorded on the street, as verified, and its share of all stopped."""
    rows = [*_finding_rows(report.counts), _sum_row(report.counts)]
    note = "As verified is the school’s finding where there is one, and the street’s where there is none."
    heads = ("As recorded", "As verified", "% of stopped")
    return Table("findings", "What was found", heads, tuple(rows), notes=(note,))


def _finding_rows(counts: Published) -> Iterator[Row]:
    for name, words in FOUND.items():
        yield Row(words, _recorded_and_verified(counts, name))
        for inside in INSIDE.get(name, ()):
            label = f"of them {REASONS[inside].words.lower()}"
            yield Row(label, _recorded_and_verified(counts, inside), "inside")


def _recorded_and_verified(counts: Published, name: str) -> tuple[Cell, ...]:
    recorded = PROVISIONAL if name == "truanting" else f"Total/recorded {name}"
    verified = TRUANTING if name == "truanting" else f"Total/{name}"
    return counts.text(recorded), *part_and_share(counts, verified, STOPPED)


def _sum_row(counts: Published) -> Row:
    cells = (counts.text(STOPPED), *part_and_share(counts, STOPPED, STOPPED))
    return Row("All children stopped", cells, "total")


def changed(report: Report) -> Table:
    """What the street recorded, what the school's register showed, how many children; changes first."""
    changes = report.summary.totals.changes.items()
    rows = sorted(changes, key=lambda row: (row[0][0] == row[0][1], -row[1], row[0]))
    said = tuple(
        Row(
            words_for(FINDINGS, recorded),
            (_school(recorded, verified), report.counts.text(f"changed {recorded}/{verified}")),
        )
        for (recorded, verified), _ in rows
    )
    return Table("changed", "What schools answered", ("School", "Children"), said, "Street", 1)


def _school(recorded: str, verified: str) -> str:
    return "The same" if recorded == verified else words_for(FINDINGS, verified)


def outcomes(report: Report) -> Table:
    """What happened next; the eight rows add up to the children stopped."""
    counts = report.counts
    rows = [
        Row(words, part_and_share(counts, f"Total/{n}", STOPPED)) for n, words in HAPPENED.items()
    ]
    rows.append(Row("All children stopped", part_and_share(counts, STOPPED, STOPPED), "total"))
    return Table("outcomes", "What happened next", ("Children", "% of stopped"), tuple(rows))


def phases(report: Report) -> Table:
    """By phase of education: stopped, truanting recorded and verified, and the share with a reason."""
    rows = [
        Row(PHASES.get(name, name), _of_phase(report, name)) for name in report.summary.by_phase
    ]
    rows.append(Row("All", _of_phase(report, "Total"), "total"))
    return Table("phases", "By phase of education", PART_HEADS, tuple(rows))


def _of_phase(report: Report, phase: str) -> tuple[Cell, ...]:
    names = (
        "children_stopped",
        "truanting_provisional",
        "truanting_verified",
        "legitimately_absent",
    )
    return part_cells(report.counts, *(f"{phase}/{name}" for name in names))


PART_HEADS = ("Stopped", "Truanting, as recorded", "Truanting, as verified", "% with a reason")


def part_cells(
    counts: Published, stopped: str, recorded: str, truanting: str, reason: str
) -> tuple[Cell, ...]:
    """What is shown of each part of a sweep, under PART_HEADS."""
    shown = (counts.text(name) for name in (stopped, recorded, truanting))
    return *shown, counts.share(reason, stopped) or NONE


def shares(report: Report) -> Table:
    """The shares that are asked for, each named with what it is a share of."""
    asked = (
        ("Truanting, of all stopped", TRUANTING, STOPPED),
        ("Had a reason that schools accept, of all stopped", LEGITIMATE, STOPPED),
        ("With a parent, of all stopped", "Total/stopped_with_parent", STOPPED),
        ("With a parent, of those truanting", "Total/truanting_with_parent", TRUANTING),
        (
            "Answered by a school, of findings it can check",
            "Total/verification_answered",
            "Total/verification_needed",
        ),
    )
    counts = report.counts
    rows = tuple(
        Row(
            words,
            (f"{counts.text(part)} of {counts.text(whole)}", counts.share(part, whole) or NONE),
        )
        for words, part, whole in asked
    )
    return Table("shares", "Shares, and of what", ("Children", "%"), rows)
