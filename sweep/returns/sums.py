"""Which of a summary's counts add up to which: the sum rules of the return, by the names of `published`."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from sweep.returns.suppression import Sum

WITH = ("with_parent", "with_other_adult", "alone", "accompaniment_not_recorded")
BESIDE_TRUANTING = (
    "legitimately_absent",
    "excluded_first_five_days",
    "excluded_other",
    "late",
    "not_absent",
    "not_established",
)
OUTCOMES = (
    "returned_to_school_s16",
    "designated_premises_s16",
    "returned_voluntarily",
    "left_with_parent",
    "taken_home",
    "other_outcome",
    "no_action",
    "outcome_not_recorded",
)
# part → whole: the whole holds children besides, whom nothing counts
_WITHIN = {
    "truanting_confirmed": "truanting_verified",
    "verification_answered": "verification_needed",
    "verification_needed": "children_stopped",
    **{f"truanting_{who}": f"stopped_{who}" for who in WITH},
    **{f"recorded truanting_{who}": f"stopped_{who}" for who in WITH},
}
# What a part of the sweep counts, and the sweep's own name for it.
_OF_PARTS = {
    "stopped": "children_stopped",
    "truanting": "truanting_verified",
    "truanting_recorded": "truanting_provisional",
    "legitimately_absent": "legitimately_absent",
}
_KINDS = ("site", "hour", "ethnicity", "sex", "age")


def sums_between(names: Collection[str]) -> Iterator[Sum]:
    """Every sum between these counts. A part `… besides` is counted nowhere."""
    prefixes = [name.split("/")[0] for name in names if name.endswith("/children_stopped")]
    for prefix in prefixes:
        yield from _of_return(prefix)
    phases = [prefix for prefix in prefixes if prefix != "Total"]
    for name in names:
        before, _, after = name.partition("/")
        if before == "Total":
            yield Sum(name, tuple(f"{phase}/{after}" for phase in phases))
    yield from _of_kinds(names)
    yield from _of_changes(names)


def _of_return(prefix: str) -> Iterator[Sum]:
    def own(*names: str) -> tuple[str, ...]:
        return tuple(f"{prefix}/{name}" for name in names)

    stopped = f"{prefix}/children_stopped"
    yield Sum(stopped, own("truanting_verified", *BESIDE_TRUANTING))
    yield Sum(
        stopped, own("truanting_provisional", *(f"recorded {name}" for name in BESIDE_TRUANTING))
    )
    yield Sum(stopped, own(*(f"stopped_{who}" for who in WITH)))
    yield Sum(stopped, own(*OUTCOMES))
    yield Sum(f"{prefix}/truanting_verified", own(*(f"truanting_{who}" for who in WITH)))
    recorded = own(*(f"recorded truanting_{who}" for who in WITH))
    yield Sum(f"{prefix}/truanting_provisional", recorded)
    for before in ("", "recorded "):
        inside = own(f"{before}home_educated", f"{before}no_school_place")
        besides = f"{prefix}/{before}not_absent besides"
        yield Sum(f"{prefix}/{before}not_absent", (*inside, besides))
    for part, whole in _WITHIN.items():
        yield Sum(f"{prefix}/{whole}", own(part, f"{part} besides"))


def _of_kinds(names: Collection[str]) -> Iterator[Sum]:
    """The parts of each kind add up to the sweep; truanting and reasons lie within the stopped."""
    groups: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        group, _, counted = name.partition("/")
        kind = group.partition(" ")[0]
        if kind in _KINDS:
            groups[kind, counted].append(name)
            if counted != "stopped":
                yield Sum(f"{group}/stopped", (name, f"{name} besides"))
    for (_, counted), parts in groups.items():
        yield Sum(f"Total/{_OF_PARTS[counted]}", tuple(parts))


def _of_changes(names: Collection[str]) -> Iterator[Sum]:
    """Children by (street, school) lie within those of each finding, on the street and as verified."""
    given: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in names:
        if name.startswith("changed "):
            recorded, verified = name.removeprefix("changed ").split("/")
            given["recorded ", recorded].append(name)
            given["", verified].append(name)
    for (before, finding), moved in given.items():
        if finding != "excluded":  # shown in two
            yield Sum(_total(before, finding), (*moved, f"{before}{finding} without an answer"))


def _total(before: str, finding: str) -> str:
    if finding == "truanting":
        return "Total/truanting_provisional" if before else "Total/truanting_verified"
    return f"Total/{before}{finding}"
