"""The marks of a school's attendance register in England. Only the list itself.

Words are ours; the marks are those of regulation 10 of the School Attendance (Pupil
Registration) (England) Regulations 2024 (SI 2024/208). The findings a mark can confirm stand
likeliest first: some marks fit two, because an excluded child is taught elsewhere from day six,
and because a child may register and then walk out.
"""

from collections.abc import Mapping
from types import MappingProxyType

from sweep.core.entries import RegisterCode

_SOURCE = "School Attendance (Pupil Registration) (England) Regulations 2024, reg. 10"

_AWAY = "legitimately_absent"
_HERE = ("not_absent", "truanting")
_ELSEWHERE = ("not_absent", "excluded")

_MARKS: tuple[tuple[str, str, tuple[str, ...], str | None], ...] = (
    ("/", "Present in the morning", _HERE, None),
    ("\\", "Present in the afternoon", _HERE, None),
    ("L", "Late, before the register closed", ("late",), "on_the_way"),
    ("U", "Late, after the register closed", ("late",), "on_the_way"),
    ("K", "Education arranged by the local authority", _ELSEWHERE, None),
    ("D", "At another school where also registered", _ELSEWHERE, None),
    ("B", "Other approved education off site", _ELSEWHERE, None),
    ("V", "Educational visit or trip", ("not_absent",), "off_site_education"),
    ("P", "Sporting activity", ("not_absent",), "off_site_education"),
    ("W", "Work experience", ("not_absent",), "off_site_education"),
    ("C", "Leave for an exceptional circumstance", (_AWAY,), "leave_granted"),
    ("C1", "Leave for a performance or work abroad", (_AWAY,), "leave_granted"),
    ("C2", "Part-time timetable", (_AWAY,), "part_time_timetable"),
    ("J1", "Leave for an interview", (_AWAY,), "leave_granted"),
    ("M", "Medical or dental appointment", (_AWAY,), "medical_appointment"),
    ("S", "Study leave", (_AWAY,), "study_leave"),
    ("X", "Not of compulsory school age and not due in", ("not_absent",), "not_of_school_age"),
    ("R", "Religious observance", (_AWAY,), "religious_observance"),
    ("T", "Parent travelling for work", (_AWAY,), "mobile_family"),
    ("I", "Illness", (_AWAY,), "illness"),
    ("E", "Suspended or excluded, nothing arranged", ("excluded",), None),
    ("Q", "No access arrangements made", (_AWAY,), "unavoidable"),
    ("Y1", "Usual transport not there", (_AWAY,), "unavoidable"),
    ("Y2", "Widespread travel disruption", (_AWAY,), "unavoidable"),
    ("Y3", "Part of the school closed", (_AWAY,), "unavoidable"),
    ("Y4", "Whole school closed without warning", (_AWAY,), "unavoidable"),
    ("Y5", "In criminal justice detention", (_AWAY,), "unavoidable"),
    ("Y6", "Public health guidance or law", (_AWAY,), "unavoidable"),
    ("Y7", "Another unavoidable cause", (_AWAY,), "unavoidable"),
    ("G", "Holiday without leave", ("truanting",), "holiday_without_leave"),
    ("N", "Reason not established yet", ("not_established",), None),
    ("O", "Absent for another or unknown reason", ("truanting",), None),
    ("Z", "Not on the register yet", ("not_absent",), "no_school_place"),
    ("#", "Planned closure of the whole school", ("not_absent",), "school_closed"),
)

REGISTER_CODES: Mapping[str, RegisterCode] = MappingProxyType(
    {
        code: RegisterCode(code, words, findings, reason, _SOURCE)
        for code, words, findings, reason in _MARKS
    }
)
