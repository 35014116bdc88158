"""The figures of the day in `test_a_day`, counted by hand from what was tapped.

Six children, each met alone, by a constable and a welfare officer who walked two hours:
truanting with a parent (no reason given, secondary, left with the parent) · truanting alone · has a reason,
with a parent · late, alone · excluded (no more was asked), with another adult · can't tell, company not noted.

Limits: Garwood's exact 95 % interval for 6 events is 2.2019 to 13.0595 and for 2 events 0.2422 to 7.2247
(tables of the Poisson distribution), over 2 police hours, or 4 hours of all officers.
"""

from datetime import UTC

from journeys.solihull import TITLE, today

FIGURES = """
education_phase                       Total  Primary  Secondary  Other
sweeps_count                          1      z        z          z
sites_count                           2      z        z          z
police_officers_count                 1      z        z          z
police_officer_hours                  2.0    z        z          z
ewo_count                             1      z        z          z
ewo_hours                             2.0    z        z          z
partner_hours                         0.0    z        z          z
officer_hours                         4.0    z        z          z
encounters_count                      6      z        z          z
children_stopped                      6      0        1          5
stopped_with_parent                   2      0        1          1
stopped_with_other_adult              1      0        0          1
stopped_alone                         2      0        0          2
stopped_accompaniment_not_recorded    1      0        0          1
truanting_provisional                 2      0        1          1
truanting_verified                    2      0        1          1
truanting_confirmed                   0      0        0          0
truanting_with_parent                 1      0        1          0
truanting_with_other_adult            0      0        0          0
truanting_alone                       1      0        0          1
truanting_accompaniment_not_recorded  0      0        0          0
legitimately_absent                   1      0        0          1
excluded_first_five_days              0      0        0          0
excluded_other                        1      0        0          1
late                                  1      0        0          1
not_absent                            0      0        0          0
home_educated                         0      0        0          0
no_school_place                       0      0        0          0
not_established                       1      0        0          1
returned_to_school_s16                0      0        0          0
designated_premises_s16               0      0        0          0
returned_voluntarily                  0      0        0          0
left_with_parent                      1      0        1          0
taken_home                            0      0        0          0
other_outcome                         0      0        0          0
no_action                             0      0        0          0
outcome_not_recorded                  5      0        0          5
stops_per_police_officer_hour         3.00   z        z          z
stops_per_police_officer_hour_low     1.10   z        z          z
stops_per_police_officer_hour_high    6.53   z        z          z
truants_per_police_officer_hour       1.00   z        z          z
truants_per_police_officer_hour_low   0.12   z        z          z
truants_per_police_officer_hour_high  3.61   z        z          z
truants_per_officer_hour              0.50   z        z          z
truants_per_officer_hour_low          0.06   z        z          z
truants_per_officer_hour_high         1.81   z        z          z
minutes_per_truant                    60     z        z          z
minutes_per_truant_low                17     z        z          z
minutes_per_truant_high               495    z        z          z
verification_coverage_percent         0.0    z        0.0        0.0
"""


def expected_csv(sweep_id: str, rev: int) -> list[list[str]]:
    """Every cell of the file, the header's first."""
    figures = [line.split() for line in FIGURES.strip().splitlines()]
    start, end = (moment.astimezone(UTC).isoformat() for moment in today())
    named = {
        "sweep_id": sweep_id,
        "sweep_title": TITLE,
        "sweep_type": "Local",
        "starts_at": start,
        "ends_at": end,
        "rev": str(rev),
        "status": "Provisional",
    }
    header = [*named, *(figure[0] for figure in figures)]
    rows = zip(*(figure[1:] for figure in figures), strict=True)
    return [header, *([*named.values(), *row] for row in rows)]
