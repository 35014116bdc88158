"""Which police force a file is of, and the authority its stops are laid at where nobody names another."""

import re
from dataclasses import dataclass
from pathlib import Path

_NAMED = re.compile(r"\d{4}-\d{2}-(?P<force>.+)-stop-and-search\.csv")


@dataclass(frozen=True, slots=True)
class Place:
    """An authority to be made where it is missing. Codes: Office for National Statistics, and the DfE's own."""

    new_la_code: str
    old_la_code: str
    la_name: str


# A force covers more than one authority; one has to stand for it.
AUTHORITIES = {
    "derbyshire": Place("E10000007", "830", "Derbyshire"),
    "durham": Place("E06000047", "840", "County Durham"),
    "leicestershire": Place("E10000018", "855", "Leicestershire"),
    "south-yorkshire": Place("E08000019", "373", "Sheffield"),
}


def force_of(path: Path) -> str | None:
    """The force's slug in a police.uk file's name, such as `south-yorkshire`."""
    named = _NAMED.fullmatch(path.name)
    return named["force"] if named else None


def spoken(force: str) -> str:
    """A force's slug as a name: `South Yorkshire`."""
    return force.replace("-", " ").title()
