"""Any stop and any shift at all, for what must hold of all of them."""

from datetime import datetime, timedelta

from hypothesis import strategies as st

from sweep.core import codes
from sweep.core.tally import CountedShift, CountedStop


def one_of_or_none(entries: object) -> st.SearchStrategy[str | None]:
    """A code of a list, or none."""
    return st.none() | st.sampled_from(list(entries))  # type: ignore[call-overload]


# A reason of another finding's row and a verification at odds with the finding are both possible.
STOPS = st.builds(
    CountedStop,
    encounter_id=st.sampled_from("abcdef"),
    finding=st.sampled_from(list(codes.FINDINGS)),
    verified_finding=one_of_or_none(codes.FINDINGS),
    reason=one_of_or_none(codes.REASONS),
    accompanied_by=st.sampled_from(list(codes.ACCOMPANIED_BY)),
    outcome=one_of_or_none(codes.OUTCOMES),
    phase=one_of_or_none(codes.PHASES),
    verification=st.sampled_from(list(codes.VERIFICATIONS)),
    register_code=one_of_or_none(codes.REGISTER_CODES),
)


def shifts_from(start: datetime) -> st.SearchStrategy[CountedShift]:
    """Shifts that start within ten hours of `start`; one may still be open, or end before it began."""
    moments = st.integers(0, 36_000).map(lambda seconds: start + timedelta(seconds=seconds))
    return st.builds(
        CountedShift,
        officer_id=st.sampled_from("pqr"),
        role=st.sampled_from(list(codes.OFFICER_ROLES)),
        started_at=moments,
        ended_at=st.none() | moments,
        break_minutes=st.integers(0, 90),
    )
