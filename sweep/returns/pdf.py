"""A summary as a PDF to hand out: tagged, with its title and language, laid out by `summary.typ`.

What the pages say goes in as values, never as markup, so no title can become a command of the layout.
"""

import contextlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from sweep.core.tally import hours_text
from sweep.london import moment_text, span_text
from sweep.returns import indicators
from sweep.returns.axis import marks_to, top_of_axis
from sweep.returns.definitions import NO_RETURN, definitions
from sweep.returns.drawings import Drawing, drawings_of
from sweep.returns.every_table import tables_of
from sweep.returns.published import STOPPED, TRUANTING
from sweep.returns.report import Report
from sweep.returns.rows import NONE, Range, Table
from sweep.returns.sentence import TOO_FEW_MINUTES, sentence
from sweep.returns.status import status_text
from sweep.returns.yield_tables import ranged
from sweep.sweeps.phone_words import given_up_text

_LAYOUT = Path(__file__).parent.parent / "templates" / "returns" / "summary.typ"


# In this order, until one has every letter: only the fonts that come with it, so that pages are alike on every
# machine; this machine's too, for a title in another script; and at the last without the promise of PDF/UA-1,
# which forbids a letter that no font has.
_WAYS: tuple[dict[str, Any], ...] = (
    {"ignore_system_fonts": True, "pdf_standards": ["ua-1"]},
    {"ignore_system_fonts": False, "pdf_standards": ["ua-1"]},
    {"ignore_system_fonts": False},
)


def summary_pdf(report: Report) -> bytes:
    """The whole file, in the form that PDF/UA-1 asks for wherever there is a letter for everything."""
    layout, said = _LAYOUT.read_bytes(), {"report": json.dumps(shown(report))}
    made_at = int(report.summary.as_at.timestamp())
    for way in _WAYS[:-1]:
        with contextlib.suppress(typst.TypstError):
            return _compiled(layout, sys_inputs=said, timestamp=made_at, **way)
    return _compiled(layout, sys_inputs=said, timestamp=made_at, **_WAYS[-1])


def _compiled(layout: bytes, **way: Any) -> bytes:
    made: bytes = typst.compile(layout, **way)
    return made


def shown(report: Report) -> dict[str, Any]:
    """All that the pages say, as values."""
    summary = report.summary
    return {
        "title": summary.sweep.title,
        "authority": report.la_name,
        "when": span_text(summary.sweep.starts_at, summary.sweep.ends_at),
        "status": status_text(summary),
        "as_at": moment_text(summary.as_at),
        "rev": str(summary.rev),
        "sentence": sentence(summary.totals, report.counts),
        "key": _key_figures(report),
        "because": [because.detail for because in summary.provisional_because],
        "given_up": [given_up_text(phone) for phone in summary.written_off],
        "tables": {name: _table(table) for name, table in tables_of(report).items() if table.rows},
        "charts": {name: _chart(drawing) for name, drawing in drawings_of(report).items()},
        "definitions": definitions(report),
        "no_return": NO_RETURN,
    }


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
