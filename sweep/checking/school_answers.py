"""What was typed of one school's answers, child by child: what can be entered, and what a person must look at."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from sweep.checking.asking import NOT_KNOWN, Child, School, standing_words
from sweep.checking.entering import Entry, enter
from sweep.core.codes import FINDINGS, REGISTER_CODES, words_for
from sweep.core.reference import reference
from sweep.core.register_answers import (
    CANNOT_SAY,
    RegisterAnswer,
    answer_of,
    findings_of,
    read_mark,
)
from sweep.fields import is_uuid
from sweep.pages import Fault

Form = MultiDict[str, str]
LONGEST_TOLD_BY = 200


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a form: how many answers were `saved`, and by field what is still to be mended."""

    saved: int
    faults: Mapping[str, Fault]


def enter_answers(school: School, form: Form) -> Outcome:
    """Save every answer that can be saved. One that can't keeps none of the others back."""
    typed = [child for child in school.children if _code(child, form)]
    gone = dict(_gone(school, form))
    told_by = form.get("told_by", "").strip()
    if not typed and not gone:
        return Outcome(0, {"none": Fault("Enter at least one register mark", f"#{_first(school)}")})
    if not told_by or len(told_by) > LONGEST_TOLD_BY:
        asked = "looked into it" if school.key == NOT_KNOWN else "at the school told you"
        words = f"Enter who {asked}, such as: attendance officer"
        return Outcome(
            0, {"told_by": Fault(words, "#told_by"), **gone, **dict(_faults(typed, form))}
        )
    faults = dict(_faults(typed, form))
    good = [child for child in typed if box(child) not in faults]
    sentences = enter([entry_of(child, _answer(child, form), told_by) for child in good])
    for child, sentence in zip(good, sentences, strict=True):
        if sentence:
            faults[box(child)] = _fault(child, sentence)
    return Outcome(len(typed) - len(faults), {**gone, **faults})


def entry_of(child: Child, answer: RegisterAnswer, told_by: str, why: str = "") -> Entry:
    """The operation that says so."""
    said = {
        "stop_id": child.stop["id"],
        "base_op": child.stop["head"],
        "verification": answer.verification,
        "verified_finding": answer.verified_finding,
        "register_code": answer.register_code,
        "told_by": told_by,
        "why": why,
    }
    return Entry("stop.verify", said)


def box(child: Child) -> str:
    """The name of a child's box."""
    return f"code-{child.stop['id']}"


def _first(school: School) -> str:
    return next((box(child) for child in school.children if child.waits), "told_by")


def _code(child: Child, form: Form) -> str:
    return form.get(box(child), "").strip()


def _gone(school: School, form: Form) -> Iterator[tuple[str, Fault]]:
    """What was typed for children who were on the page when it was opened, and are none of this school's any more."""
    here = {box(child) for child in school.children}
    for name, mark in form.items():
        stop_id = name.removeprefix("code-")
        if name.startswith("code-") and name not in here and mark.strip() and is_uuid(stop_id):
            words = (
                f"{reference(stop_id)}: no longer on this page, since it was removed, or its school or finding was"
                " changed. Its mark was not saved. Look at the stop"
            )
            yield name, Fault(words, f"/stops/{stop_id}")


def _answer(child: Child, form: Form) -> RegisterAnswer:
    mark = read_mark(_code(child, form)) or CANNOT_SAY
    return answer_of(mark, child.stop["finding"], form.get(f"finding-{child.stop['id']}", ""))


def _faults(typed: list[Child], form: Form) -> Iterator[tuple[str, Fault]]:
    for child in typed:
        if words := _wrong(child, form):
            yield box(child), _fault(child, words)


def _fault(child: Child, words: str) -> Fault:
    return Fault(f"{reference(child.stop['id'])}: {words}", f"#{box(child)}")


def _wrong(child: Child, form: Form) -> str:
    """What keeps one child's answer from being entered; empty where nothing does."""
    mark = read_mark(_code(child, form))
    if mark is None:
        return f"“{_code(child, form)[:20]}” is no register mark"
    if form.get(f"base-{child.stop['id']}") != child.stop["head"]:
        return f"changed since you opened this page. It says now: {now_text(child)}. Save again to enter yours"
    open_choice = mark != CANNOT_SAY and len(REGISTER_CODES[mark].findings) > 1
    if open_choice and form.get(f"finding-{child.stop['id']}") not in findings_of(
        mark, child.stop["finding"]
    ):
        return f"{mark} can mean two things. Choose which"
    return ""


def now_text(child: Child) -> str:
    """What stands of one child: the street's finding, and the school's answer where there is one."""
    shown = child.stop["verified_finding"]
    told = words_for(FINDINGS, shown).lower() if shown else ""
    said = standing_words(child.stop).lower()
    return f"{child.street.lower()}; {f'the school said {told}' if told else said}"


def choices_of(child: Child, mark: str | None) -> list[tuple[str, str]]:
    """The findings to choose from where a mark can mean two, in words; the one that is taken stands first."""
    if mark is None or mark == CANNOT_SAY or len(REGISTER_CODES[mark].findings) < 2:
        return []
    return [(each, FINDINGS[each].words) for each in findings_of(mark, child.stop["finding"])]
