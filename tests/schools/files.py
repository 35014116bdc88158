"""Files as people bring them: a download of schools with rows of one's own, and a list of terms."""

from collections.abc import Mapping

COLUMNS = (
    *("URN", "LA (code)", "LA (name)", "EstablishmentName", "TypeOfEstablishment (name)"),
    *("EstablishmentStatus (name)", "PhaseOfEducation (name)", "StatutoryLowAge"),
    *("StatutoryHighAge", "Easting", "Northing"),
)
ARDEN: Mapping[str, str] = {
    "URN": "136333",
    "LA (code)": "334",
    "LA (name)": "Solihull",
    "EstablishmentName": "Arden",
    "TypeOfEstablishment (name)": "Academy Converter",
    "EstablishmentStatus (name)": "Open",
    "PhaseOfEducation (name)": "Secondary",
    "StatutoryLowAge": "11",
    "StatutoryHighAge": "18",
    "Easting": "417619",
    "Northing": "276288",
}
SHORT = {
    "urn": "URN",
    "la": "LA (code)",
    "la_name": "LA (name)",
    "name": "EstablishmentName",
    "sort": "TypeOfEstablishment (name)",
    "status": "EstablishmentStatus (name)",
    "phase": "PhaseOfEducation (name)",
    "low": "StatutoryLowAge",
    "high": "StatutoryHighAge",
    "easting": "Easting",
    "northing": "Northing",
}


def row(**changes: str) -> dict[str, str]:
    """Arden School's row, with these cells otherwise."""
    return {**ARDEN, **{SHORT[name]: cell for name, cell in changes.items()}}


def gias(*rows: Mapping[str, str], encoding: str = "cp1252") -> bytes:
    """A download with these rows."""
    lines = [",".join(COLUMNS)]
    lines += [",".join(f'"{each[name]}"' for name in COLUMNS) for each in rows]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def terms(*lines: str) -> bytes:
    """A list of terms with these rows."""
    return "\n".join(("kind,name,first_day,last_day", *lines)).encode()


AUTUMN = "term,Autumn term 2026,2026-09-02,2026-12-18"
SPRING = "term,Spring term 2027,2027-01-04,2027-03-25"
HALF_TERM = "off,Half term,2026-10-26,2026-10-30"
