"""A summary as JSON, under the return's indicator names; `"c"` stands where a number is kept back."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sweep.core.tally import Totals
from sweep.returns import indicators
from sweep.returns.json_parts import parts_json
from sweep.returns.published import (
    LEGITIMATE,
    PROVISIONAL,
    STOPPED,
    SUPPRESSED,
    TRUANTING,
    Published,
    all_shown,
    made_of,
)
from sweep.returns.read import Summary
from sweep.returns.report import Report
from sweep.returns.second_looks import SecondLooks
from sweep.returns.written import limits, number


def summary_json(report: Report) -> dict[str, Any]:
    """Counts and hours as numbers; each yield as `{value, low, high}`, null where not applicable."""
    summary, totals, counts = report.summary, report.summary.totals, report.counts
    return {
        "sweep": _sweep(summary),
        "as_at": summary.as_at.isoformat(),
        "rev": summary.rev,
        **{
            name: number(text)
            for name, text in indicators.effort(totals, 1, summary.sites_count).items()
        },
        **{
            name: _counted(counts, name, children)
            for name, children in indicators.counts(totals).items()
        },
        **{name: _yield(counts, name, found) for name, found in indicators.yields(totals).items()},
        **_percents(counts),
        "as_recorded": _findings(report, verified=False),
        "as_verified": _findings(report, verified=True),
        "changed": [
            {
                "recorded": recorded,
                "verified": verified,
                "children": counts.number(f"changed {recorded}/{verified}"),
            }
            for recorded, verified in sorted(totals.changes)
        ],
        **parts_json(report),
        "provisional": summary.provisional,
        "provisional_because": [
            {"code": because.code, "detail": because.detail}
            for because in summary.provisional_because
        ],
        "made_final_at": report.made_final_at and report.made_final_at.isoformat(),
        "no_school_on": [day.isoformat() for day in report.second_looks.no_school],
        "possible_doubles": _doubles(report.second_looks),
        "written_off": [_written_off(phone) for phone in summary.written_off],
    }


def _sweep(summary: Summary) -> dict[str, Any]:
    sweep = summary.sweep
    return {
        "id": sweep.id,
        "title": sweep.title,
        "kind": sweep.kind,
        "status": sweep.status,
        "starts_at": sweep.starts_at.isoformat(),
        "ends_at": sweep.ends_at.isoformat(),
    }


def _doubles(second: SecondLooks) -> dict[str, Any]:
    """Pairs that wait, the figures if each pair is one child, and children whom a decision left counted nowhere or more
    than once: `c` where small numbers are kept back.
    """
    note = second.doubles
    counts = all_shown(note.as_one)
    if second.kept_back:
        counts = replace(counts, hidden=frozenset(counts.counts))
    rate = indicators.per_hour(note.as_one.truants_per_officer_hour())
    return {
        "pairs": note.pairs,
        "children_counted_nowhere": SUPPRESSED if note.lost and second.kept_back else note.lost,
        "children_counted_twice": SUPPRESSED if note.twice and second.kept_back else note.twice,
        "children_stopped_as_one": counts.number(STOPPED),
        "truanting_verified_as_one": counts.number(TRUANTING),
        "truants_per_officer_hour_as_one": limits(counts, rate, TRUANTING),
    }


def _counted(counts: Published, name: str, children: int) -> int | str:
    hidden = counts.any_hidden(*(f"Total/{each}" for each in made_of(name)))
    return SUPPRESSED if hidden else children


def _yield(counts: Published, name: str, found: indicators.Limits) -> dict[str, Any]:
    return limits(counts, found, *(f"Total/{each}" for each in made_of(name)))


def _percents(counts: Published) -> dict[str, Any]:
    asked = {
        "verification_coverage": ("Total/verification_answered", "Total/verification_needed"),
        "truanting": (TRUANTING, STOPPED),
        "stopped_with_parent": ("Total/stopped_with_parent", STOPPED),
        "truanting_with_parent": ("Total/truanting_with_parent", TRUANTING),
        "legitimate_reason": (LEGITIMATE, STOPPED),
    }
    return {f"{name}_percent": number(counts.share(*pair)) for name, pair in asked.items()}


def _written_off(phone: Mapping[str, Any]) -> dict[str, Any]:
    written = phone["written_off"]
    return {
        "device_id": phone["id"],
        "operations": written.operations,
        "still_missing": phone["given_up"],
        "after_all": phone["after_all"],
        "written_at": written.written_at.isoformat(),
    }


def _findings(report: Report, *, verified: bool) -> dict[str, Any]:
    totals, counts = report.summary.totals, report.counts
    truanting = TRUANTING if verified else PROVISIONAL
    truants = totals.truants_per_police_officer_hour(verified)
    everybody = totals.truants_per_officer_hour(verified)
    return {
        **_found(totals, counts, verified),
        "truanting_percent": number(counts.share(truanting, STOPPED)),
        "truants_per_police_officer_hour": limits(counts, indicators.per_hour(truants), truanting),
        "truants_per_officer_hour": limits(counts, indicators.per_hour(everybody), truanting),
        "minutes_per_truant": limits(counts, indicators.minutes_each(truants), truanting),
    }


def _found(totals: Totals, counts: Published, verified: bool) -> dict[str, int | str]:
    before, truanting = ("", TRUANTING) if verified else ("recorded ", PROVISIONAL)
    return {
        name: counts.number(truanting if name == "truanting" else f"Total/{before}{name}")
        for name in totals.as_verified.by_name()
    }
