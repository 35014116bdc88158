"""Who plays: invented people at a real authority. Only the lists themselves."""

from dataclasses import dataclass

from sweep.access.roles import Role

AUTHORITY = ("E08000029", "334", "Solihull")
SUPERINTENDENT = "Supt Helen Marlowe (invented)"
SCHOOL_OFFICE = "Attendance office (invented)"
OWN_OFFICE = "Education welfare office (invented)"

_POLICE = "West Midlands Police (invented)"
_COUNCIL = "Solihull Council (invented)"


@dataclass(frozen=True, slots=True)
class Person:
    """An officer on patrol."""

    name: str
    role: str
    employer: str


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Somebody who signs in."""

    email: str
    role: Role
    name: str


SUTTON = Person("PC Maya Sutton", "constable", _POLICE)
OKORO = Person("PC Daniel Okoro", "constable", _POLICE)
PROSSER = Person("PC Gwen Prosser", "constable", _POLICE)
ALDER = Person("SC Tom Alder", "special", _POLICE)
NAIR = Person("PCSO Priya Nair", "pcso_designated", _POLICE)
BARRATT = Person("PCSO Luke Barratt", "pcso", _POLICE)
EMERY = Person("Ruth Emery", "ewo", _COUNCIL)
SHAH = Person("Imran Shah", "ewo", _COUNCIL)
VAUGHAN = Person("Cerys Vaughan", "partner", "Safer Travel (invented)")
OFFICERS = (SUTTON, OKORO, PROSSER, ALDER, NAIR, BARRATT, EMERY, SHAH, VAUGHAN)

# Each walks together; the phone is carried by one of the first two. Nobody's phone but Prosser's is left to enrol.
TEAMS = (
    ((SUTTON, BARRATT), (SUTTON, BARRATT, EMERY)),
    ((OKORO, ALDER), (OKORO, ALDER, SHAH)),
    ((NAIR,), (NAIR, PROSSER, VAUGHAN)),
)
VISITOR = PROSSER

COORDINATOR = AtDesk("coordinator@solihull.example", Role.COORDINATOR, "Jo Hartley (demo)")
VERIFIER = AtDesk("verifier@solihull.example", Role.VERIFIER, "Sam Whitlock (demo)")
DESK = (COORDINATOR, VERIFIER)
