"""What a person should look at in a shift, held against its sweep as it is planned now."""

from collections.abc import Collection, Mapping
from typing import Any

from sweep.core.flags import Flag, flag
from sweep.core.power import Period, shift_flags


def flags_of_shift(
    shift: Mapping[str, Any], roster: Collection[str], period: Period
) -> tuple[Flag, ...]:
    """Every flag of one shift (its columns by name). Of an open one, what its start already shows."""
    worked = Period(shift["started_at"], shift["ended_at"] or shift["started_at"])
    return (
        *(flag(code) for code in shift["flags"]),
        *shift_flags(worked, shift["break_minutes"], shift["officer_id"] in roster, period),
    )
