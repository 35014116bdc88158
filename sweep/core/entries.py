"""The shapes of an entry in a code list. May not hold any entry itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, TypeVar

Hours = Literal["police", "welfare", "partner"]


@dataclass(frozen=True, slots=True)
class Code:
    """One entry: the slug on the wire, the words on the screen, what it means, where it is from."""

    slug: str
    words: str
    meaning: str
    source: str


@dataclass(frozen=True, slots=True)
class Reason(Code):
    """Why a child was out, within one finding; `register_codes` are the marks that confirm it."""

    register_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding(Code):
    """What an officer or a school concluded. `truanting` is None while nobody knows."""

    truanting: bool | None
    reasons: tuple[Reason, ...]
    register_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome(Code):
    """What happened to the child next; `under_s16` where a power of the 1998 Act was used."""

    under_s16: bool


@dataclass(frozen=True, slots=True)
class Role(Code):
    """What kind of officer, whose hours theirs are, and whether they may remove a child."""

    hours: Hours
    may_use_s16: bool


@dataclass(frozen=True, slots=True)
class Verification(Code):
    """How far the school has got; `by_school` once the register has answered."""

    by_school: bool


@dataclass(frozen=True, slots=True)
class RegisterCode:
    """A mark in a school's attendance register and the findings it can confirm, likeliest first."""

    code: str
    words: str
    findings: tuple[str, ...]
    reason: str | None
    source: str


C = TypeVar("C", bound=Code)


def by_slug(entries: Iterable[C]) -> Mapping[str, C]:
    """Read-only table of entries by slug, in the order given."""
    return MappingProxyType({entry.slug: entry for entry in entries})
