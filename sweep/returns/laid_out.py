"""All that a summary's PDF says, as values for its layout: never as markup, so no title can become a command of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sweep.core.tally import hours_text
from sweep.london import span_text
from sweep.returns import indicators
from sweep.returns.axis import marks_to, top_of_axis
from sweep.returns.definitions import NO_RETURN, definitions
from sweep.returns.drawings import Drawing, drawings_of
from sweep.returns.every_table import tables_of
from sweep.returns.published import STOPPED, TRUANTING
from sweep.returns.report import Report
from sweep.returns.rows import NONE, Range, Row, Table
from sweep.returns.sentence import TOO_FEW_MINUTES, sentence
from sweep.returns.status import status_line
from sweep.returns.yield_tables import ranged
from sweep.sweeps.phone_words import given_up_text

# How long lists may get, and names in them, on paper: as they are, and where that comes to more than two pages.
_MOST_ROWS = (1000, 1000, 30, 10)
_MOST_LETTERS = (1000, 1000, 70, 70)
CLOSEST = len(_MOST_ROWS) - 1
_WIDE = re.compile(r"\S{24,}")
# Their other rows are a fixed few.
_LISTS = ("sites", "changed", "earlier", "hours_of_day")


def shown(report: Report, close: int = 0, *, drawn: bool = True) -> dict[str, Any]:
    """`close`: 0 where there is room, up to CLOSEST, where long lists are cut, which they say. `drawn`: with charts."""
    summary, most = report.summary, _MOST_ROWS[close]
    because = [each.detail for each in summary.provisional_because]
    return {
        "title": _foldable(summary.sweep.title),
        "authority": report.la_name,
        "when": span_text(summary.sweep.starts_at, summary.sweep.ends_at),
        "status": status_line(report),
        "rev": str(summary.rev),
        "sentence": sentence(summary.totals, report.counts),
        "key": _key_figures(report),
        "because": _cut(because, most),
        "given_up": _cut([given_up_text(phone) for phone in summary.written_off], most),
        "no_school": report.second_looks.no_school_text(),
        "doubles": report.second_looks.doubles_notes(),
        "tables": {
            name: _table(_shortened(table, close))
            for name, table in tables_of(report).items()
            if table.rows
        },
        "charts": {name: _chart(drawing) for name, drawing in drawings_of(report).items() if drawn},
        "definitions": definitions(report),
        "no_return": NO_RETURN,
        "close": close,
    }


def _cut(lines: Sequence[str], most: int) -> list[str]:
    """So many lines; the last of them says how many more there are."""
    if len(lines) <= most:
        return list(lines)
    return [*lines[: most - 1], f"And {len(lines) - most + 1} more: the spreadsheet has them all."]


def _shortened(table: Table, close: int) -> Table:
    """A list with as many rows as there is room for, and names cut; what stands before and after its rows is kept."""
    if not close or table.name not in _LISTS:
        return table
    letters, most = _MOST_LETTERS[close], _MOST_ROWS[close]
    rows = [replace(row, label=_letters(row.label, letters)) for row in table.rows]
    own = [at for at, row in enumerate(rows) if not row.look]
    if len(own) > most:
        rest = f"And {len(own) - most + 1} more: see the spreadsheet"
        rows[own[most - 1] : own[-1] + 1] = [Row(rest, (NONE,) * len(table.heads))]
    return replace(table, rows=tuple(rows))


def _foldable(title: str) -> str:
    """A word wider than the page may break anywhere: nothing stands outside the paper."""
    return _WIDE.sub(lambda word: "\u200b".join(word[0]), title)


def _letters(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _key_figures(report: Report) -> list[dict[str, str]]:
    totals, counts = report.summary.totals, report.counts
    minutes = totals.effort.officer_minutes
    rate = indicators.per_hour(totals.truants_per_officer_hour())
    found = ranged(counts, rate, TRUANTING) if minutes >= TOO_FEW_MINUTES else NONE
    low_high = f"{found.low} to {found.high}" if isinstance(found, Range) and found.high else ""
    share = counts.share(TRUANTING, STOPPED)
    return [
        {"number": counts.text(STOPPED), "words": "children stopped", "under": ""},
        {
            "number": counts.text(TRUANTING),
            "words": "truanting",
            "under": f"{share}% of stopped" if share and share != "c" else "",
        },
        {
            "number": hours_text(minutes),
            "words": "officer-hours",
            "under": f"{hours_text(totals.effort.police_minutes)} of them police",
        },
        {
            "number": found.value or NONE if isinstance(found, Range) else found,
            "words": "truanting an officer-hour",
            "under": low_high,
        },
    ]


def _table(table: Table) -> dict[str, Any]:
    rows = [{"label": row.label, "look": row.look, "cells": row.texts} for row in table.rows]
    return {
        "title": table.title,
        "first": table.first,
        "left": table.left,
        "heads": table.heads,
        "rows": rows,
        "notes": table.notes,
    }


def _chart(drawing: Drawing) -> dict[str, Any]:
    """Lengths as fractions of the chart's width."""
    return {
        "title": drawing.title,
        "said": drawing.said(),
        "legend": [{"look": look, "words": words} for look, words in drawing.legend],
        **(_spreads(drawing) if drawing.spreads else {"bars": _bars(drawing)}),
    }


def _bars(drawing: Drawing) -> Sequence[Mapping[str, Any]]:
    longest = max((bar.value for bar in drawing.bars), default=0) or 1
    return [
        {"label": bar.label, "length": bar.value / longest, "text": bar.text, "look": bar.look}
        for bar in drawing.bars
    ]


def _spreads(drawing: Drawing) -> dict[str, Any]:
    reference = drawing.reference
    reach = top_of_axis(
        [*(each.high for each in drawing.spreads), reference.value if reference else 0]
    )
    return {
        "spreads": [
            {
                "label": each.label,
                "low": each.low / reach,
                "value": each.value / reach,
                "high": each.high / reach,
            }
            for each in drawing.spreads
        ],
        "marks": [{"at": mark / reach, "text": f"{mark:g}"} for mark in marks_to(reach)],
        "reference": {"at": reference.value / reach, "label": reference.label}
        if reference
        else None,
    }
