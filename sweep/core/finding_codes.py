"""The findings, their reasons and the register marks that confirm them. Only the list itself.

Only a school decides whether an absence is authorised, so no entry's words say so.
"""

from sweep.core.entries import Finding, Reason, by_slug

_REG = "School Attendance (Pupil Registration) (England) Regulations 2024, reg. 10"
_S444 = "Education Act 1996, s.444"
_S7 = "Education Act 1996, s.7"
_S100 = "Education and Inspections Act 2006, ss.100–103"
_STREET = "as the officer saw it on the street"

# The lists read as tables, an entry to a line or two.
# fmt: off
_TRUANTING = (
    Reason("no_reason_given", "No reason given", "The child gave no reason.", _REG, ("O",)),
    Reason("reason_not_accepted", "Reason not accepted",
           "The child gave a reason that does not explain being out.", _REG, ("O",)),
    Reason("holiday_without_leave", "Holiday, no leave",
           "Away on a holiday the school had not agreed to.", _REG, ("G",)),
    # A present mark is what the register shows when a child registers and then walks out.
    Reason("left_site_after_registering", "Left after registering",
           "Was marked present and then left the school.", _REG, ("O", "/", "\\")),
)
_LEGITIMATE = (
    Reason("illness", "Ill", "Too ill for school.", _REG, ("I",)),
    Reason("medical_appointment", "Medical or dental",
           "Going to, at or back from a doctor, dentist or hospital.", _REG, ("M",)),
    Reason("leave_granted", "Leave from school",
           "The school let the child off: an exception, a performance, an interview.",
           _REG, ("C", "C1", "J1")),
    Reason("religious_observance", "Religious day",
           "A day set apart by the religion of the child’s parents.", _REG, ("R",)),
    Reason("study_leave", "Study leave", "Let off to study for public exams.", _REG, ("S",)),
    Reason("part_time_timetable", "Part-time timetable",
           "Not due in school at this hour, by an agreed timetable.", _REG, ("C2",)),
    Reason("mobile_family", "Family travels for work",
           "The child travels with a parent whose trade needs it.", _REG, ("T",)),
    Reason("unavoidable", "Could not get to school",
           "Something nobody could help: no transport, school shut, public health.",
           _REG, ("Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7")),
)
_EXCLUDED = (
    Reason("first_five_days", "Days 1 to 5",
           "In the first five school days, when a parent must keep the child off the street.",
           _S100, ("E",)),
    Reason("day_six_on", "Day 6 or later",
           "From the sixth school day, when other education must be arranged.",
           _S100, ("D", "K", "B", "E")),
    Reason("no_place_yet", "No place yet",
           "Excluded for good and no other education arranged so far.", _S100, ("E",)),
)
_LATE = (Reason("on_the_way", "On the way in", "Late, and going to school now.", _REG,
                ("L", "U")),)
_NOT_ABSENT = (
    Reason("break_off_site", "Lunch or break", "Allowed out at lunch or break.",
           _REG, ("/", "\\")),
    Reason("school_closed", "School closed today",
           "Holiday, training day or planned closure of the child’s school.", _REG, ("#",)),
    Reason("off_site_education", "Trip or off-site lesson",
           "On a visit, sport, work experience or a lesson elsewhere.",
           _REG, ("B", "V", "P", "W", "K", "D")),
    Reason("finished_for_the_day", "Finished for the day",
           "The school day is over for this child.", _REG, ("/", "\\")),
    Reason("home_educated", "Home educated",
           "Educated at home. Nothing more is asked or recorded.", _S7),
    Reason("no_school_place", "No school place",
           "On no school’s register, for example new to the area.",
           "Education Act 1996, s.436A (children missing education)", ("Z",)),
    Reason("not_of_school_age", "Not of school age",
           "Too young or too old to have to be in school.", "Education Act 1996, s.8", ("X",)),
    Reason("lives_elsewhere", "Lives elsewhere",
           "Visiting from a place with other terms or other law.", _STREET),
)
_NOT_ESTABLISHED = (
    Reason("ran_off", "Ran off", "The child left before anything was known.", _STREET, ("N",)),
    Reason("refused", "Would not say", "The child or adult would not answer.", _STREET, ("N",)),
    Reason("could_not_check", "Could not check", "No way to check what was said.",
           _STREET, ("N",)),
)

FINDINGS = by_slug((
    Finding("truanting", "Truanting", "Should be in school, and no good reason was found.",
            f"{_S444}; {_REG}", True, _TRUANTING, ("O", "G")),
    Finding("legitimately_absent", "Has a reason",
            "Away from school for a reason that schools accept.", f"{_S444}; {_REG}",
            False, _LEGITIMATE,
            ("I", "M", "C", "C1", "J1", "R", "S", "C2", "T",
             "Q", "Y1", "Y2", "Y3", "Y4", "Y5", "Y6", "Y7")),
    Finding("excluded", "Excluded", "Suspended or excluded by the school: not truanting.",
            f"{_S100}; {_REG}", False, _EXCLUDED, ("E", "D", "K", "B")),
    Finding("late", "Late", "On the way to school, after it began.", _REG,
            False, _LATE, ("L", "U")),
    Finding("not_absent", "Not absent",
            "Not missing school: at lunch, on a trip, home educated, no place, or too young.",
            f"{_S7}; {_REG}", False, _NOT_ABSENT,
            ("/", "\\", "B", "V", "P", "W", "K", "D", "X", "Z", "#")),
    Finding("not_established", "Can’t tell", "Nobody could tell yet. The school is asked.",
            f"{_STREET}; {_REG}", None, _NOT_ESTABLISHED, ("N",)),
))
# fmt: on
