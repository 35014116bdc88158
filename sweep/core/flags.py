"""What can be odd about a record, in words. A flag never refuses and never hides a record.

The sentences are general; rules that can say it better pass their own.
"""

from dataclasses import dataclass

from sweep.core.entries import Code, by_slug

_S16 = "Crime and Disorder Act 1998, s.16"
_OURS = "this project"

# Reads as a table, an entry to a line or two.
# fmt: off
FLAGS = by_slug((
    Code("outside_area", "Outside the area",
         "The stop was outside the area the superintendent authorised.", _S16),
    Code("outside_period", "Outside the period", "The time is outside the sweep’s period.", _S16),
    Code("no_school_day", "No school that day",
         "It was a weekend, or a day without school by the term dates.", _OURS),
    Code("role_without_power", "No power to remove",
         "Section 16 was recorded for somebody whose role does not have that power.", _S16),
    Code("no_authorisation", "No authorisation",
         "Section 16 was recorded, but no authorisation is on record for this sweep.", _S16),
    Code("outside_shift", "Outside the officer’s shift",
         "By the shifts as they stand, its officer was not on patrol then: the shift or the stop’s"
         " time is to be put right.", _OURS),
    Code("off_roster", "Not on the roster", "The officer is not on this sweep’s roster.", _OURS),
    Code("reason_from_another_finding", "Reason does not fit",
         "The reason belongs to another finding.", _OURS),
    Code("register_code_does_not_fit", "Register mark does not fit",
         "The register mark does not bear out the verified finding.", _OURS),
    Code("ends_before_it_starts", "Ends before it starts",
         "The shift ends before it starts, so it counts no time.", _OURS),
    Code("breaks_longer_than_shift", "Breaks too long",
         "The breaks are longer than the shift, so it counts no time.", _OURS),
    Code("overlapping_shifts", "Overlapping shifts",
         "The officer has another shift at the same time; the time is counted once.", _OURS),
    Code("place_out_of_range", "No such place",
         "The place lies outside the range of latitude and longitude, so the stop has none.",
         _OURS),
    Code("odd_time", "Odd time", "The time lies in the future, or long before any sweep.", _OURS),
    Code("clock_far_off", "Phone’s clock is wrong",
         "The phone’s clock was more than an hour off; the time used is corrected for it.", _OURS),
    Code("officer_unknown", "Officer not known",
         "An officer is named whom this authority does not have.", _OURS),
    Code("by_another_officer", "Changed by another officer",
         "Somebody other than the officer who recorded it changed it, or sent a place for it,"
         " which is kept but not used.", _OURS),
    Code("conflict", "Changed in two places",
         "Two people changed this record without seeing each other’s change. Both are kept.",
         _OURS),
))
# fmt: on


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing a coordinator should look at: its code and a plain sentence."""

    code: str
    detail: str


def flag(code: str, detail: str | None = None) -> Flag:
    """A flag with its general sentence, or a better one. KeyError for an unknown code."""
    return Flag(code, detail or FLAGS[code].meaning)
