"""Every code list: slugs on the wire, plain words on the screen, each with meaning and source.

Lists are read-only tables by slug, in a fixed order. The findings and the
register's marks are long and stand in files of their own; they are offered here too, so that one
import has every list. Rules about them are in `finding` and `power`.
"""

from collections.abc import Mapping

from sweep.core.entries import Code, Finding, Hours, Outcome, Reason, Role, Verification, by_slug
from sweep.core.finding_codes import FINDINGS
from sweep.core.register_codes import REGISTER_CODES

__all__ = [
    "ACCOMPANIED_BY",
    "AGE_BANDS",
    "ETHNICITIES",
    "FINDINGS",
    "HOURS",
    "LOCATION_SOURCES",
    "OFFICER_ROLES",
    "OUTCOMES",
    "PHASES",
    "POLICE_ROLES",
    "REASONS",
    "REGISTER_CODES",
    "REVIEW_VERDICTS",
    "S16_OUTCOMES",
    "S16_ROLES",
    "SEXES",
    "SWEEP_KINDS",
    "SWEEP_STATUSES",
    "URGENT",
    "VERIFICATIONS",
    "WHY_NONE",
    "Code",
    "Finding",
    "Hours",
    "Outcome",
    "Reason",
    "Role",
    "Verification",
    "hours_of",
    "reasons_of",
    "words_for",
]

_S16 = "Crime and Disorder Act 1998, s.16"
_OURS = "this project"
_RETURNS = "content of the 2002–07 truancy sweep returns"
_CENSUS = "school census, England"
_POLICE_ACT = "Police Reform Act 2002, s.38 and Sch.4"
_SELF_DEFINED = "self-defined ethnicity, 18+1 categories of the police forces"

# The lists read as tables, an entry to a line or two.
# fmt: off
REASONS = by_slug(reason for finding in FINDINGS.values() for reason in finding.reasons)

ACCOMPANIED_BY = by_slug((
    Code("alone", "Alone", "Alone, or with other children only.", _RETURNS),
    Code("parent", "Parent", "With anyone who has parental responsibility or care of the child.",
         "Education Act 1996, s.576"),
    Code("other_adult", "Other adult", "With a grown-up who is not a parent or carer.", _RETURNS),
    Code("not_recorded", "Not recorded", "Nobody wrote down who was there.", _OURS),
))

OUTCOMES = by_slug((
    Outcome("returned_to_school_s16", "Taken to school (section 16)",
            "Taken back to their school under the power in section 16.", _S16, True),
    Outcome("designated_premises_s16", "Taken to a designated place (section 16)",
            "Taken to a place the authority has designated, under section 16.", _S16, True),
    Outcome("returned_voluntarily", "Went back to school willingly",
            "Went back to school of their own accord; no power was used.", _RETURNS, False),
    Outcome("left_with_parent", "Left with parent", "Stayed with the parent or carer.",
            _RETURNS, False),
    Outcome("taken_home", "Taken home", "Brought home, no power used.", _RETURNS, False),
    Outcome("handed_to_social_care", "Handed to social care",
            "Given into the care of children’s social care.", "Children Act 1989, s.47", False),
    Outcome("other", "Something else", "Anything else; a note may say what.", _RETURNS, False),
    Outcome("no_action", "No action", "Nothing further was done.", _RETURNS, False),
))
S16_OUTCOMES = frozenset(slug for slug, outcome in OUTCOMES.items() if outcome.under_s16)

PHASES = by_slug((
    Code("primary", "Primary", "Reception to year 6.", _CENSUS),
    Code("secondary", "Secondary", "Year 7 to year 11.", _CENSUS),
    Code("special_or_ap", "Special or AP", "A special school or alternative provision.", _CENSUS),
    Code("post16", "Sixth form or college", "Past year 11.", _CENSUS),
    Code("early_years", "Early years", "Nursery, before reception.", _CENSUS),
    Code("unknown", "Not known", "Nobody could tell.", _OURS),
))

AGE_BANDS = by_slug((
    Code("under_5", "Under 5", "Not yet five.", "Education Act 1996, s.8"),
    Code("5_10", "5 to 10", "Five to ten years old.", "Education Act 1996, s.8"),
    Code("11_15", "11 to 15", "Eleven to fifteen years old.", "Education Act 1996, s.8"),
    Code("16_plus", "16 or over", "Sixteen or older; may have left school.",
         "Education Act 1996, s.8"),
    Code("unknown", "Not known", "Nobody could tell.", _OURS),
))

SEXES = by_slug((
    Code("F", "Girl", "Female.", _CENSUS),
    Code("M", "Boy", "Male.", _CENSUS),
    Code("not_stated", "Not stated", "Not asked or not said.", _OURS),
))

URGENT = by_slug((
    Code("safeguarding", "Worried about this child",
         "The child may be at risk. Shown first to the coordinator; never exported.",
         "Keeping children safe in education"),
    Code("missing_child", "Reported missing",
         "The child is, or may be, reported missing. Shown first; never exported.",
         "statutory guidance on children who run away or go missing"),
))

ETHNICITIES = by_slug(Code(slug, words, f"As the child says: {words}.", _SELF_DEFINED)
                      for slug, words in (
    ("W1", "White: British"), ("W2", "White: Irish"),
    ("W3", "White: Gypsy or Irish Traveller"), ("W9", "Any other White background"),
    ("M1", "White and Black Caribbean"), ("M2", "White and Black African"),
    ("M3", "White and Asian"), ("M9", "Any other mixed background"),
    ("A1", "Indian"), ("A2", "Pakistani"), ("A3", "Bangladeshi"), ("A4", "Chinese"),
    ("A9", "Any other Asian background"), ("B1", "Black Caribbean"), ("B2", "Black African"),
    ("B9", "Any other Black background"), ("O2", "Arab"), ("O9", "Any other ethnic group"),
    ("NS", "Not stated"),
))

HOURS = by_slug((
    Code("police", "Police", "Hours worked by constables and PCSOs.", _RETURNS),
    Code("welfare", "Education welfare", "Hours worked by education welfare officers.", _RETURNS),
    Code("partner", "Partners", "Hours worked by anyone else on the patrol.", _RETURNS),
))

OFFICER_ROLES = by_slug((
    Role("constable", "Police constable", "A constable of a police force.", _S16, "police", True),
    Role("pcso_designated", "PCSO with the truancy power",
         "A community support officer given the truancy power.", _POLICE_ACT, "police", True),
    Role("pcso", "PCSO", "A community support officer without the truancy power.",
         _POLICE_ACT, "police", False),
    Role("special", "Special constable", "A volunteer with all a constable’s powers.",
         "Police Act 1996, s.30", "police", True),
    Role("ewo", "Education welfare officer", "Works on attendance for the authority.",
         _RETURNS, "welfare", False),
    Role("partner", "Partner worker", "From another service: youth work, transport, wardens.",
         _RETURNS, "partner", False),
))
POLICE_ROLES = frozenset(slug for slug, role in OFFICER_ROLES.items() if role.hours == "police")
S16_ROLES = frozenset(slug for slug, role in OFFICER_ROLES.items() if role.may_use_s16)

LOCATION_SOURCES = by_slug((
    Code("gps", "From the phone", "The phone measured it.", "W3C Geolocation"),
    Code("pin", "Set on the map", "The officer put it there by hand.", _OURS),
    Code("site", "The site’s place", "No fix, so the site of the patrol stands for it.", _OURS),
    Code("none", "No place", "No place is known; `why_none` says why.", _OURS),
))

WHY_NONE = by_slug((
    Code("denied", "Location not allowed", "The phone was told not to share its place.",
         "W3C Geolocation, PERMISSION_DENIED"),
    Code("unavailable", "No signal", "The phone could not find its place.",
         "W3C Geolocation, POSITION_UNAVAILABLE"),
    Code("timeout", "Took too long", "The phone did not find its place in time.",
         "W3C Geolocation, TIMEOUT"),
))

VERIFICATIONS = by_slug((
    Verification("not_needed", "Not needed", "No school’s register could say more.", _OURS, False),
    Verification("pending", "To be asked", "The school has not been asked yet.", _OURS, False),
    Verification("asked", "Asked", "The school has been asked and has not answered.",
                 _OURS, False),
    Verification("confirmed", "Confirmed", "The register bears out the street’s finding.",
                 _OURS, True),
    Verification("changed", "Changed", "The register shows something else.", _OURS, True),
    Verification("cannot_verify", "Cannot be checked",
                 "The school could not say, or is not known.", _OURS, False),
))

REVIEW_VERDICTS = by_slug((
    Code("right", "Right", "A supervisor looked at the record and found it right.", _OURS),
    Code("to_correct", "To be corrected", "A supervisor found something that must be put right.",
         _OURS),
))

SWEEP_KINDS = by_slug((
    Code("national", "National", "Part of a week when all authorities sweep.", _RETURNS),
    Code("local", "Local", "The authority’s own.", _RETURNS),
))

SWEEP_STATUSES = by_slug((
    Code("planned", "Planned", "Not begun.", _OURS),
    Code("open", "Open", "Officers may be on the street.", _OURS),
    Code("verifying", "Checking with schools", "Over; schools are being asked.", _OURS),
    Code("final", "Final", "Signed off; a change makes a new revision.", _OURS),
))
# fmt: on


def hours_of(role: str) -> Hours:
    """Whose hours an officer's are: police, welfare or partner. KeyError for an unknown role."""
    return OFFICER_ROLES[role].hours


def reasons_of(finding: str) -> frozenset[str]:
    """Slugs of the reasons in a finding's own row. KeyError for an unknown finding."""
    return frozenset(reason.slug for reason in FINDINGS[finding].reasons)


def words_for(codes: Mapping[str, Code], slug: str | None) -> str:
    """The screen's words for a slug; "Not recorded" where there is none, itself if unknown."""
    if slug is None:
        return "Not recorded"
    entry = codes.get(slug)
    return slug if entry is None else entry.words
