"""A summary as an XLSX workbook: a sheet to read, one for each table, and the definitions.

Every cell is written as the number or the text that it is, so no title can become a formula or a link.
"""

import io
from collections.abc import Iterator, Sequence

import xlsxwriter
from xlsxwriter.format import Format

from sweep.core.tally import hours_text
from sweep.london import span_text
from sweep.returns.definitions import NO_RETURN, definitions
from sweep.returns.every_table import tables_of
from sweep.returns.published import LEGITIMATE, STOPPED, TRUANTING
from sweep.returns.report import Report
from sweep.returns.rows import Cell, Range, Row, Table
from sweep.returns.second_looks import SecondLooks
from sweep.returns.sentence import sentence
from sweep.returns.sheet import LINE, Sheet, lines_of
from sweep.returns.status import status_line
from sweep.returns.written import number
from sweep.returns.yield_tables import yields
from sweep.sweeps.phone_words import given_up_text

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LABEL_WIDTH, _CELL_WIDTH, _TEXT_WIDTH = 46, 18, 90
_LIMITS = ("", " – from", " – to")
_AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def summary_xlsx(report: Report) -> bytes:
    """The whole file."""
    out = io.BytesIO()
    made_at = report.summary.as_at.replace(tzinfo=None)
    with xlsxwriter.Workbook(out, {"in_memory": True, **_AS_TEXT}) as book:
        book.set_properties({"title": report.summary.sweep.title, "created": made_at})
        _write_summary(Sheet(book, "Summary"), report)
        for table in tables_of(report).values():
            if table.rows:
                _write_table(Sheet(book, sheet_name(table)), table)
        _write_definitions(Sheet(book, "Definitions"), report)
    return out.getvalue()


def sheet_name(table: Table) -> str:
    """At most 31 characters, of those that a sheet's name may have."""
    return table.title.partition(",")[0][:31]


def _write_summary(page: Sheet, report: Report) -> None:
    """Sentences over the whole width; the figures that matter most stand below them."""
    summary = report.summary
    page.sheet.set_column(0, 0, _LABEL_WIDTH)
    page.sheet.set_column(1, len(_LIMITS), _CELL_WIDTH)
    wide = _LABEL_WIDTH + len(_LIMITS) * _CELL_WIDTH
    page.heading(summary.sweep.title, len(_LIMITS), wide)
    lines = (
        f"{report.la_name}. {span_text(summary.sweep.starts_at, summary.sweep.ends_at)}.",
        sentence(summary.totals, report.counts),
        f"{status_line(report)}. As of change {summary.rev}.",
        *(f"May still change: {because.detail}" for because in summary.provisional_because),
        *(f"Given up: {given_up_text(phone)}" for phone in summary.written_off),
        *_second_looks(report.second_looks),
    )
    for line in lines:
        page.sentence(line, len(_LIMITS), wide)
    page.row += 1
    page.say("As verified", "", "95% range from", "to", looks=[page.head, *[page.head_right] * 3])
    for row in _key_rows(report):
        _write_row(page, row, [_LIMITS])
    page.row += 1
    each = "Each table has a sheet of its own; the last one says what the words mean."
    for line in (each, NO_RETURN):
        page.sentence(line, len(_LIMITS), wide)


def _second_looks(second: SecondLooks) -> Iterator[str]:
    if said := second.no_school_text():
        yield said
    yield from (f"{title}. {text}" for title, text in second.doubles_notes())


def _key_rows(report: Report) -> Iterator[Row]:
    counts, effort = report.counts, report.summary.totals.effort
    yield Row("Children stopped", (counts.text(STOPPED),))
    yield Row("Truanting", (counts.text(TRUANTING),))
    yield Row("Had a reason that schools accept", (counts.text(LEGITIMATE),))
    yield Row("Officer-hours", (hours_text(effort.officer_minutes),))
    yield Row("Police officer-hours", (hours_text(effort.police_minutes),))
    for row in yields(report).rows:
        yield Row(row.label, row.cells[:1])


def _write_table(page: Sheet, table: Table) -> None:
    wide = _columns(table)
    heads = [
        table.first,
        *(head + limit for head, each in zip(table.heads, wide, strict=True) for limit in each),
    ]
    page.sheet.set_column(0, 0, _LABEL_WIDTH)
    page.sheet.set_column(1, len(heads) - 1, _CELL_WIDTH)
    page.sheet.freeze_panes(1, 1)
    page.sheet.repeat_rows(0)
    words = table.left + 1
    page.say(*heads, looks=[page.head] * words + [page.head_right] * (len(heads) - words))
    for row in table.rows:
        _write_row(page, row, wide, table.left)
    page.row += 1
    for note in table.notes:
        page.sentence(note, len(heads) - 1, _LABEL_WIDTH + (len(heads) - 1) * _CELL_WIDTH)


def _columns(table: Table) -> list[Sequence[str]]:
    """For each column what its parts are called: a yield has three, value and both ends."""
    return [
        _LIMITS
        if any(isinstance(row.cells[at], Range) for row in table.rows if row.cells)
        else _LIMITS[:1]
        for at in range(len(table.heads))
    ]


def _write_row(page: Sheet, row: Row, wide: Sequence[Sequence[str]], left: int = 0) -> None:
    bold = row.look in ("total", "group")
    indent = "   " if row.look == "inside" else ""
    page.sheet.write_string(page.row, 0, indent + row.label, page.bold if bold else page.plain)
    column = 1
    for cell, limits in zip(row.cells, wide, strict=False):
        for text in _texts(cell, len(limits)):
            _write_cell(page, column, text, page.text(column, bold, left))
            column += 1
    page.row += 1


def _texts(cell: Cell, parts: int) -> Iterator[str]:
    """A cell's texts in as many columns as it has; a yield without a value is left empty."""
    texts = [text or "" for text in cell] if isinstance(cell, Range) else [cell]
    yield from texts
    yield from [""] * (parts - len(texts))


def _write_cell(page: Sheet, column: int, text: str, look: Format) -> None:
    if text[:1].isdigit() and text.replace(".", "", 1).isdigit():
        page.sheet.write_number(page.row, column, number(text), page.numbers(text, look.bold))
    else:
        page.sheet.write_string(page.row, column, text, look)


def _write_definitions(page: Sheet, report: Report) -> None:
    page.sheet.set_column(0, 0, _LABEL_WIDTH)
    page.sheet.set_column(1, 1, _TEXT_WIDTH)
    page.sheet.freeze_panes(1, 0)
    page.say("Word", "Meaning", looks=[page.head, page.head])
    for word, meaning in definitions(report):
        page.sheet.set_row(page.row, LINE * lines_of(meaning, _TEXT_WIDTH))
        page.say(word, meaning, looks=[page.bold, page.wrapped])
