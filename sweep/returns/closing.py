"""What is left before a sweep's figures are made final, in the order in which it is done. It tells; it never blocks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sweep.stops.doubles import doubles_of
from sweep.stops.read import answered_of
from sweep.stops.reviewing import reviews_of
from sweep.sweeps.completeness import Because
from sweep.sweeps.models import Sweep

# Why figures may change, as sentences by code.
Told = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Left:
    """One thing to do: `href` is where, `said` how far it has got as a sentence; `own` is for coordinators alone."""

    name: str
    said: str
    done: bool
    href: str
    own: bool = True


def left_before_final(sweep: Sweep, because: Iterable[Because]) -> tuple[Left, ...]:
    """Phones, what was kept out, shifts, schools, review and doubles; `because` is why figures may change."""
    told: dict[str, list[str]] = {}
    for why in because:
        told.setdefault(why.code, []).append(why.detail)
    return tuple(_left(sweep, told))


def _left(sweep: Sweep, told: Told) -> Iterator[Left]:
    here = f"/sweeps/{sweep.id}"
    phones = len(_of(told, "unsent_on_phone", "not_heard"))
    said = f"{phones} may hold records still." if phones else "Nobody waits for any phone."
    yield Left("Phones", said, not phones, f"{here}#arrived", own=False)
    aside = _of(told, "quarantined", "waiting")
    yield Left("Records kept out", " ".join(aside) or "None.", not aside, "/quarantine")
    still_open = _of(told, "open_shifts")
    said = " ".join(still_open) or "Every shift has its end."
    yield Left("Shifts", said, not still_open, f"{here}/shifts")
    yield _schools(sweep, here)
    yield _review(sweep, here)
    yield _doubles(sweep, here)


def _of(told: Told, *codes: str) -> list[str]:
    return [detail for code in codes for detail in told.get(code, ())]


def _schools(sweep: Sweep, here: str) -> Left:
    answered, of_all = answered_of(sweep.id)
    said = f"{answered} of {of_all} answered." if of_all else "Nothing to ask."
    return Left("Schools’ answers", said, answered == of_all, f"{here}/verify", own=False)


def _doubles(sweep: Sweep, here: str) -> Left:
    doubles = doubles_of(sweep)
    lost, unfinished = len(doubles.decided.lost), len(doubles.decided.unfinished)
    said = []
    if lost:
        child = "1 child counts" if lost == 1 else f"{lost} children count"
        said.append(f"{child} nowhere: both stops were removed.")
    if unfinished:
        said.append(f"{unfinished} decided and not carried out.")
    if pairs := len(doubles.pairs):
        said.append(f"{pairs} {'pair' if pairs == 1 else 'pairs'} to decide on.")
    return Left(
        "Possible doubles",
        " ".join(said) or "None to decide on.",
        not said,
        f"{here}/doubles",
    )


def _review(sweep: Sweep, here: str) -> Left:
    asked = reviews_of(sweep)
    done = sum(each.done for each in asked)
    wrong = sum(each.done and each.looks[0].verdict == "to_correct" for each in asked)
    said = f"{done} of {len(asked)} looked at." if asked else "Nothing to look at."
    if wrong:
        said += f" {wrong} {'was' if wrong == 1 else 'were'} found to need a correction."
    return Left("Supervisor’s review", said, done == len(asked), f"{here}/review")
