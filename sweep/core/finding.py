"""What a finding means: truanting or not, accompanied or not, and what a school can add.

The street's finding is provisional and is never overwritten: the school's stands beside it, and
`shown_finding` says which of the two a total counts.
"""

from sweep.core.codes import (
    ACCOMPANIED_BY,
    FINDINGS,
    REASONS,
    REGISTER_CODES,
    VERIFICATIONS,
    reasons_of,
)
from sweep.core.flags import Flag, flag

# No school in England has these children on its register, so there is no school to ask.
ON_NO_REGISTER = frozenset(
    {"home_educated", "no_school_place", "not_of_school_age", "lives_elsewhere"}
)


def truanting(finding: str) -> bool | None:
    """True for `truanting`, None while nobody knows, else False. KeyError if unknown."""
    return FINDINGS[finding].truanting


def parent_present(accompanied_by: str) -> bool | None:
    """True with a parent or carer, None where nobody wrote it down. KeyError if unknown."""
    entry = ACCOMPANIED_BY[accompanied_by]
    return None if entry.slug == "not_recorded" else entry.slug == "parent"


def shown_finding(provisional: str, verified: str | None) -> str:
    """The school's finding where there is one, else the street's."""
    return provisional if verified is None else verified


def shown_reason(shown: str, street_reason: str | None, register_code: str | None) -> str | None:
    """The reason that goes with the finding shown, or None.

    The street's reason where it belongs to that finding; else the one the register's mark tells,
    where it does. A reason given on the street for a finding the school has changed falls away.
    """
    if street_reason is not None and reason_fits(shown, street_reason):
        return street_reason
    mark = REGISTER_CODES.get(register_code or "")
    told = None if mark is None else mark.reason
    return told if told is not None and reason_fits(shown, told) else None


def reason_fits(finding: str, reason: str | None) -> bool:
    """Whether a reason stands in the finding's own row (no reason always fits)."""
    return reason is None or reason in reasons_of(finding)


def register_code_fits(register_code: str, finding: str) -> bool:
    """Whether a register mark can bear out a finding. False for an unknown mark."""
    mark = REGISTER_CODES.get(register_code)
    return mark is not None and finding in mark.findings


def needs_verification(finding: str, reason: str | None) -> bool:
    """Whether a school's register could confirm or change the street's finding.

    Rule: every child is asked about, except `not_absent` for a reason that puts the child on no
    school's register (home educated, no place, not of school age, lives elsewhere). That takes in
    `not_established` and `ran_off`: only a school can settle those; where it cannot, a person says
    `cannot_verify`. KeyError for an unknown finding.
    """
    return not (FINDINGS[finding].slug == "not_absent" and reason in ON_NO_REGISTER)


def first_verification(finding: str, reason: str | None) -> str:
    """The verification a new stop begins with: `pending` or `not_needed`."""
    return "pending" if needs_verification(finding, reason) else "not_needed"


def verified_by_school(verification: str) -> bool:
    """Whether a school has answered from its register. KeyError if unknown."""
    return VERIFICATIONS[verification].by_school


def finding_flags(finding: str, reason: str | None) -> tuple[Flag, ...]:
    """A reason from another finding's row is kept and flagged, never refused."""
    if reason is None or reason_fits(finding, reason):
        return ()
    words = REASONS[reason].words if reason in REASONS else reason
    return (
        flag(
            "reason_from_another_finding",
            f"The reason “{words}” does not belong to “{FINDINGS[finding].words}”.",
        ),
    )


def verification_flags(verified_finding: str, register_code: str | None) -> tuple[Flag, ...]:
    """A mark that does not bear out the school's finding is kept and flagged."""
    if register_code is None or register_code_fits(register_code, verified_finding):
        return ()
    words = FINDINGS[verified_finding].words
    return (
        flag(
            "register_code_does_not_fit",
            f"Register mark {register_code} does not bear out “{words}”.",
        ),
    )
