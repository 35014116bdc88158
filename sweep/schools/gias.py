"""Schools as Get Information About Schools writes them into its CSV downloads. Reads and checks; no database.

The columns' names and words are the department's: https://get-information-schools.service.gov.uk/Downloads
"""

import re
from dataclasses import dataclass, field

from sweep.csv_rows import Row, Unreadable, Wrong, rows_of
from sweep.places import from_national_grid

_LA, _LA_NAME = "LA (code)", "LA (name)"
_TYPE, _PHASE = "TypeOfEstablishment (name)", "PhaseOfEducation (name)"
_STATUS, _NAME = "EstablishmentStatus (name)", "EstablishmentName"
COLUMNS = ("URN", _LA, _LA_NAME, _NAME, _TYPE, _STATUS, _PHASE, "Easting", "Northing")
LONGEST_NAME = 200
# Digits of two ages; Python refuses to read a number of thousands.
_LONGEST_AGES = 6

_URN = re.compile(r"\d{6}")
# Lists that are in the same download, but no school where a child could be at its lessons.
_NO_SCHOOL = ("children's centre", "higher education", "online provider", "overseas", "offshore")
_SPECIAL = ("special", "pupil referral", "alternative provision")
_PHASES = {
    "nursery": "early_years",
    "primary": "primary",
    "middle deemed primary": "primary",
    "secondary": "secondary",
    "middle deemed secondary": "secondary",
    # The department counts them among its secondary schools too.
    "all through": "secondary",
    "16 plus": "post16",
}


@dataclass(frozen=True, slots=True)
class ReadSchool:
    """An open school. `phase`: core.codes.PHASES. Its place in WGS 84 degrees, or None twice."""

    urn: str
    name: str
    phase: str
    lat: float | None
    lon: float | None


@dataclass(slots=True)
class ReadSchools:
    """What a file says. Where anything is `wrong`, nothing of it should be kept."""

    schools: list[ReadSchool] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Whose:
    """Of which authority schools count: its three-digit code (its name, where that is empty), or of all."""

    code: str
    name: str
    every: bool = False

    def owns(self, row: Row) -> bool:
        if self.every:
            return True
        if self.code:
            return row.get(_LA) == self.code
        return _plain(row.get(_LA_NAME, "")) == _plain(self.name)


def read_schools(raw: bytes, whose: Whose) -> ReadSchools:
    """The open schools of a download. Raises Unreadable where it has none or is no such download."""
    read, first = ReadSchools(), dict[str, int]()
    for line, row in rows_of(raw, COLUMNS):
        if isinstance(row, Wrong):
            # A broken row of another authority is nobody's trouble here.
            read.wrong += [row] if whose.owns(row.cells) else []
        elif whose.owns(row) and _counts(row):
            again = first.setdefault(row["URN"], line)
            said = _school(row) if again == line else f"URN {row['URN']} is on line {again} too."
            if isinstance(said, ReadSchool):
                read.schools.append(said)
            else:
                read.wrong.append(Wrong(line, said))
    if not read.schools and not read.wrong:
        which = "open school" if whose.every else f"open school of {whose.name}"
        raise Unreadable(f"The file has no {which}.")
    return read


def _counts(row: Row) -> bool:
    """Open, also where it is to close one day, and a school."""
    sort = _plain(row[_TYPE])
    return _plain(row[_STATUS]).startswith("open") and not any(no in sort for no in _NO_SCHOOL)


def _school(row: Row) -> ReadSchool | str:
    """The school, or what is wrong with its row."""
    urn, name = row["URN"], row[_NAME]
    if not (urn.isascii() and _URN.fullmatch(urn)):
        return f"“{urn[:20]}” is no URN: those have six digits."
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        return f"URN {urn} has no name that can be shown."
    place = _place(row["Easting"], row["Northing"])
    if place is None:
        return f"URN {urn} has an easting and northing that are not in Great Britain."
    return ReadSchool(urn, name, phase_of(row), *place)


def _place(easting: str, northing: str) -> tuple[float | None, float | None] | None:
    """The place, two Nones where the list gives none, or None where it is no place."""
    if easting in ("", "0") and northing in ("", "0"):
        return None, None
    try:
        return from_national_grid(float(easting), float(northing))
    except ValueError:
        return None


def phase_of(row: Row) -> str:
    """The code of core.codes.PHASES: by what sort of school it is, by its phase, or else by its pupils' ages."""
    if any(word in _plain(row[_TYPE]) for word in _SPECIAL):
        return "special_or_ap"
    said = _PHASES.get(_plain(row[_PHASE]).replace("-", " "))
    return said or _by_ages(row.get("StatutoryLowAge", ""), row.get("StatutoryHighAge", ""))


def _by_ages(low: str, high: str) -> str:
    """Independent schools have no phase in the list."""
    if not (low.isdecimal() and high.isdecimal()) or len(low + high) > _LONGEST_AGES:
        return "unknown"
    if int(low) >= 16:
        return "post16"
    return "early_years" if int(high) <= 5 else "primary" if int(high) <= 13 else "secondary"


def _plain(words: str) -> str:
    return words.replace("’", "'").casefold()
