"""What officers noted of a child beside the finding: age, sex, ethnicity and school. Invented, and often left open."""

from collections.abc import Mapping
from random import Random
from typing import Any

from sweep.core.finding import ON_NO_REGISTER
from sweep.demo.ground import Spot
from sweep.demo.schools import school_near
from sweep.invented.answers import Shares, draw

Noted = dict[str, str | None]

# An empty answer is one that nobody entered.
_AGES: Mapping[str, Shares] = {
    "primary": {"5_10": 94, "": 6},
    "secondary": {"11_15": 93, "unknown": 2, "": 5},
    "special_or_ap": {"11_15": 78, "5_10": 16, "": 6},
    "post16": {"16_plus": 95, "": 5},
    "early_years": {"under_5": 96, "": 4},
    "unknown": {"11_15": 52, "5_10": 8, "unknown": 26, "": 14},
}
_SEXES: Shares = {"M": 51, "F": 43, "not_stated": 3, "": 3}
_ETHNICITIES: Shares = {
    "W1": 46,
    "W2": 2,
    "W3": 1,
    "W9": 3,
    "M1": 4,
    "M3": 2,
    "M9": 1,
    "A1": 4,
    "A2": 6,
    "A3": 1,
    "A4": 1,
    "A9": 2,
    "B1": 3,
    "B2": 3,
    "B9": 1,
    "O2": 1,
    "O9": 1,
    "NS": 7,
    "": 11,
}
# Of a hundred children, how many said which school is theirs: of those who stayed to be asked, and of the others.
_SAID_SCHOOL, _SAID_SCHOOL_NOTHING_KNOWN = 94, 30
_NOBODY_TO_ASK = {"ran_off", "refused"}


def note_child(answers: Mapping[str, Any], child: str, group: str, spot: Spot) -> Noted:
    """The rest of a record whose `answers` are drawn. By chances of its own, so that all else is drawn as it was.

    `child` and `group` are what its chances, and those of whoever was met together, are drawn from: such children
    go to one school if they are of one phase. A home-educated child's record ends before any of this.
    """
    if answers["reason"] == "home_educated":
        return {}
    rng = Random(f"child {child}")
    phase = answers["phase"] or "unknown"
    noted: Noted = {
        "age_band": draw(rng, _AGES[phase]) or None,
        "sex": draw(rng, _SEXES) or None,
        "ethnicity": draw(rng, _ETHNICITIES) or None,
    }
    if _tells_school(answers["reason"], rng):
        noted["school_urn"] = school_near(spot, phase, Random(f"school {group} {phase}"))
    return noted


def _tells_school(reason: str | None, rng: Random) -> bool:
    if reason in ON_NO_REGISTER:
        return False
    share = _SAID_SCHOOL_NOTHING_KNOWN if reason in _NOBODY_TO_ASK else _SAID_SCHOOL
    return rng.randrange(100) < share
