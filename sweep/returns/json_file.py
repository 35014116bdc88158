"""A summary as JSON, under the return's indicator names."""

from collections.abc import Mapping
from typing import Any

from sweep.core.tally import Totals
from sweep.returns import indicators
from sweep.returns.read import Summary


def summary_json(summary: Summary) -> dict[str, Any]:
    """Counts and hours as numbers; each yield as `{value, low, high}`, null where not applicable."""
    sweep, totals = summary.sweep, summary.totals
    return {
        "sweep": {
            "id": sweep.id,
            "title": sweep.title,
            "kind": sweep.kind,
            "status": sweep.status,
            "starts_at": sweep.starts_at.isoformat(),
            "ends_at": sweep.ends_at.isoformat(),
        },
        "as_at": summary.as_at.isoformat(),
        "rev": summary.rev,
        **{
            name: _number(text)
            for name, text in indicators.effort(totals, 1, summary.sites_count).items()
        },
        **indicators.counts(totals),
        **{name: _limits(limits) for name, limits in indicators.yields(totals).items()},
        "verification_coverage_percent": _number(totals.verification_coverage_percent()),
        "truanting_percent": _number(totals.truanting_percent()),
        "stopped_with_parent_percent": _number(totals.stopped_with_parent_percent()),
        "truanting_with_parent_percent": _number(totals.truanting_with_parent_percent()),
        "legitimate_reason_percent": _number(totals.legitimate_reason_percent()),
        "as_recorded": _findings(totals, verified=False),
        "as_verified": _findings(totals, verified=True),
        "changed": [
            {"recorded": recorded, "verified": verified, "children": children}
            for (recorded, verified), children in sorted(totals.changes.items())
        ],
        "provisional": summary.provisional,
        "provisional_because": [
            {"code": because.code, "detail": because.detail}
            for because in summary.provisional_because
        ],
        "written_off": [_written_off(phone) for phone in summary.written_off],
    }


def _written_off(phone: Mapping[str, Any]) -> dict[str, Any]:
    written = phone["written_off"]
    return {
        "device_id": phone["id"],
        "operations": written.operations,
        "still_missing": phone["given_up"],
        "after_all": phone["after_all"],
        "written_at": written.written_at.isoformat(),
    }


def _findings(totals: Totals, *, verified: bool) -> dict[str, Any]:
    findings = totals.as_verified if verified else totals.as_recorded
    truants = totals.truants_per_police_officer_hour(verified)
    everybody = totals.truants_per_officer_hour(verified)
    return {
        **findings.by_name(),
        "truanting_percent": _number(totals.truanting_percent(verified)),
        "truants_per_police_officer_hour": _limits(indicators.per_hour(truants)),
        "truants_per_officer_hour": _limits(indicators.per_hour(everybody)),
        "minutes_per_truant": _limits(indicators.minutes_each(truants)),
    }


def _limits(limits: indicators.Limits) -> dict[str, int | float | None]:
    return dict(zip(("value", "low", "high"), map(_number, limits), strict=True))


def _number(text: str | None) -> int | float | None:
    """The rounded figure that the page shows, as a number."""
    if text is None:
        return None
    return float(text) if "." in text else int(text)
