"""Which schools are to be asked about which children, and how far each has got."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sweep.core.codes import (
    ACCOMPANIED_BY,
    AGE_BANDS,
    FINDINGS,
    PHASES,
    REASONS,
    SEXES,
    VERIFICATIONS,
    words_for,
)
from sweep.core.reference import reference
from sweep.schools.names import school_names
from sweep.stops.read import Shown, columns_of
from sweep.sweeps.models import Sweep

NOT_KNOWN = "unknown"
# The school has not found out either; it has five school days to put another mark there.
NOT_YET = "N"
_WAITING = ("pending", "asked")


@dataclass(frozen=True, slots=True)
class Child:
    """One stop as a school is asked about it."""

    stop: Shown

    @property
    def reference(self) -> str:
        return reference(self.stop["id"])

    @property
    def who(self) -> str:
        """What tells the child apart."""
        return who_text(self.stop)

    @property
    def found(self) -> str:
        """The street's finding alone."""
        return words_for(FINDINGS, self.stop["finding"])

    @property
    def street(self) -> str:
        """What the officer found: with its reason, in one line."""
        if not self.stop["reason"]:
            return self.found
        reason = words_for(REASONS, self.stop["reason"])
        return f"{self.found}, {reason[:1].lower()}{reason[1:]}"

    @property
    def company(self) -> str:
        return words_for(ACCOMPANIED_BY, self.stop["accompanied_by"]).lower()

    @property
    def waits(self) -> bool:
        """Whether a school has still to answer."""
        return self.stop["verification"] in _WAITING

    @property
    def asked(self) -> bool:
        return bool(self.stop["verification"] == "asked")

    @property
    def not_yet(self) -> bool:
        """Whether the answer is that the school does not know yet: it counts, and is worth asking again."""
        return bool(self.stop["register_code"] == NOT_YET)


@dataclass(frozen=True, slots=True)
class School:
    """One school's children in the order in which they were stopped. `key` is its URN, or `NOT_KNOWN`."""

    key: str
    name: str
    children: Sequence[Child]

    @property
    def to_ask(self) -> int:
        return sum(child.waits and not child.asked for child in self.children)

    @property
    def asked(self) -> int:
        return sum(child.asked for child in self.children)

    @property
    def waiting(self) -> int:
        return self.to_ask + self.asked

    @property
    def answered(self) -> int:
        return len(self.children) - self.waiting

    @property
    def not_yet(self) -> int:
        """Of how many answered the school did not know yet."""
        return sum(child.not_yet for child in self.children)

    @property
    def told_by(self) -> str:
        """Who answered last, to go on from."""
        named = [child.stop["told_by"] for child in self.children if child.stop["told_by"]]
        return named[-1] if named else ""


def schools_of(sweep: Sweep) -> list[School]:
    """Every school that has something to answer: those who wait first, by name; what no school is known of last."""
    by_key: dict[str, list[Child]] = {}
    for stop in columns_of(sweep):
        if _can_be_asked(stop):
            by_key.setdefault(stop["school_urn"] or NOT_KNOWN, []).append(Child(stop))
    names = school_names(by_key.keys() - {NOT_KNOWN})
    schools = [School(key, _name(key, names), children) for key, children in by_key.items()]
    return sorted(schools, key=lambda one: (one.key == NOT_KNOWN, not one.waiting, one.name))


def _can_be_asked(stop: Mapping[str, Any]) -> bool:
    return bool(stop["verification"] != "not_needed")


def _name(key: str, names: Mapping[str, str]) -> str:
    if key == NOT_KNOWN:
        return "School not known"
    return names.get(key) or f"A school that is not on your list (number {key})"


def school_of(sweep: Sweep, key: str) -> School | None:
    """One of them, or None where it has nothing to answer."""
    return next((school for school in schools_of(sweep) if school.key == key), None)


def who_text(stop: Mapping[str, Any]) -> str:
    """What tells a child apart: `11 to 15, girl, secondary`; what nobody wrote down is left out."""
    known = (
        words_for(AGE_BANDS, stop["age_band"]) if stop["age_band"] not in (None, "unknown") else "",
        words_for(SEXES, stop["sex"]).lower() if stop["sex"] not in (None, "not_stated") else "",
        _inside(words_for(PHASES, stop["phase"])) if stop["phase"] not in (None, "unknown") else "",
    )
    return ", ".join(filter(None, known))


def answered(schools: Iterable[School]) -> tuple[int, int]:
    """How many children were answered about, and of how many."""
    listed = list(schools)
    return sum(one.answered for one in listed), sum(len(one.children) for one in listed)


def standing_words(stop: Mapping[str, Any]) -> str:
    """How far the school has got with one child."""
    return words_for(VERIFICATIONS, stop["verification"])


def _inside(words: str) -> str:
    """Words as they stand within a sentence, their abbreviations as they are."""
    return words[:1].lower() + words[1:]
