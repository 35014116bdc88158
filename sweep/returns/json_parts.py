"""A summary's parts as JSON: shares, sweep-hours, sites, hours of the day, who was stopped, earlier sweeps."""

from typing import Any

from sweep.core.rates import Rate
from sweep.core.tally import hours_text
from sweep.returns import indicators, survey
from sweep.returns.earlier import Earlier
from sweep.returns.published import EQUALITY, STOPPED, SUPPRESSED, TRUANTING, Published
from sweep.returns.report import Report
from sweep.returns.written import limits, number

_PART = ("stopped", "truanting_recorded", "truanting", "legitimately_absent")
_NAMES = {
    "stopped": "children_stopped",
    "truanting_recorded": "truanting_provisional",
    "truanting": "truanting_verified",
    "legitimately_absent": "legitimately_absent",
}


def parts_json(report: Report) -> dict[str, Any]:
    """Lists in the order of the page; yields as `{value, low, high}`."""
    counts, share = report.counts, indicators.share(report.truanting_share())
    truants = indicators.per_hour(report.truants_per_sweep_hour())
    return {
        "truanting_per_hundred_stopped": limits(counts, share, TRUANTING, STOPPED),
        "sweep_hours": number(hours_text(report.minutes_out)),
        "truants_per_sweep_hour": limits(counts, truants, TRUANTING),
        "by_site": [
            {"site": name, **_part(counts, f"site {place}")}
            for place, (name, _) in enumerate(report.parts.sites)
        ],
        "by_hour": _by_hour(report),
        "equality": {
            kind: [
                {
                    "group": group,
                    "children_stopped": counts.number(f"{kind} {group}/stopped"),
                    "truanting_verified": counts.number(f"{kind} {group}/truanting"),
                }
                for group in getattr(report.parts, kind)
            ]
            for kind in EQUALITY
        },
        "earlier_sweeps": [_earlier(each, counts) for each in report.earlier],
        "earlier_left_out": dict(report.earlier_left_out),
        "survey_2004": {
            "minutes_per_truant": survey.MINUTES_PER_TRUANT,
            "minutes_per_stop": survey.MINUTES_PER_STOP,
            "source": survey.NOTE,
        },
    }


def _part(counts: Published, group: str) -> dict[str, Any]:
    return {_NAMES[name]: counts.number(f"{group}/{name}") for name in _PART}


def _by_hour(report: Report) -> list[dict[str, Any]]:
    counts = report.counts
    return [
        {
            "hour": each.hour,
            **_part(counts, f"hour {each.hour}"),
            "officer_minutes": each.officer_minutes,
            "truants_per_officer_hour": limits(
                counts,
                indicators.per_hour(Rate(each.children.met, each.officer_minutes)),
                f"hour {each.hour}/truanting",
            ),
        }
        for each in report.parts.hours
    ]


def _earlier(each: Earlier, counts: Published) -> dict[str, Any]:
    hidden = each.kept_back(counts.below)
    against_hidden = hidden or counts.any_hidden(TRUANTING)
    found = indicators.per_hour(each.truants), indicators.minutes_each(each.truants)
    named = zip(("truants_per_police_officer_hour", "minutes_per_truant"), found, strict=True)
    nothing = Published({}, frozenset({"c"}) if hidden else frozenset())
    return {
        "id": each.sweep.id,
        "title": each.sweep.title,
        "kind": each.sweep.kind,
        "starts_at": each.sweep.starts_at.isoformat(),
        "children_stopped": SUPPRESSED if hidden else each.stopped,
        "truanting_verified": SUPPRESSED if hidden else each.truants.children,
        "police_minutes": each.truants.minutes,
        **{name: limits(nothing, limit, "c") for name, limit in named},
        "this_sweep": SUPPRESSED if against_hidden else each.against.verdict,
    }
