"""A summary as a PDF to hand out: tagged, with its title and language, on two pages, laid out by `summary.typ`."""

import contextlib
import json
import re
from pathlib import Path
from typing import Any

import typst

from sweep.returns.laid_out import CLOSEST, shown
from sweep.returns.report import Report

_LAYOUT = Path(__file__).parent.parent / "templates" / "returns" / "summary.typ"
# What a councillor reads, and a printer puts on one sheet.
MOST_PAGES = 2
# How close all stands, and whether charts are drawn: closer step by step, and charts go before rows do.
STEPS = (
    (0, True),
    (1, True),
    *((close, drawn) for close in range(2, CLOSEST + 1) for drawn in (True, False)),
)
_A_PAGE = re.compile(rb"/Type\s*/Page\b")

# In this order, until one has every letter: only the fonts that come with it, so that pages are alike on every
# machine; this machine's too, for a title in another script; and at the last without the promise of PDF/UA-1,
# which forbids a letter that no font has.
_WAYS: tuple[dict[str, Any], ...] = (
    {"ignore_system_fonts": True, "pdf_standards": ["ua-1"]},
    {"ignore_system_fonts": False, "pdf_standards": ["ua-1"]},
    {"ignore_system_fonts": False},
)


def summary_pdf(report: Report) -> bytes:
    """The whole file, in the form that PDF/UA-1 asks for wherever there is a letter for everything.

    Laid out closer, without charts and with long lists cut where it would take more than two pages; what is cut
    says so, and each chart has its table.
    """
    made = b""
    for close, drawn in STEPS:
        made = _made(report, close, drawn)
        if len(_A_PAGE.findall(made)) <= MOST_PAGES:
            break
    return made


def _made(report: Report, close: int, drawn: bool) -> bytes:
    layout, said = _LAYOUT.read_bytes(), {"report": json.dumps(shown(report, close, drawn=drawn))}
    made_at = int(report.summary.as_at.timestamp())
    for way in _WAYS[:-1]:
        with contextlib.suppress(typst.TypstError):
            return _compiled(layout, sys_inputs=said, timestamp=made_at, **way)
    return _compiled(layout, sys_inputs=said, timestamp=made_at, **_WAYS[-1])


def _compiled(layout: bytes, **way: Any) -> bytes:
    made: bytes = typst.compile(layout, **way)
    return made
