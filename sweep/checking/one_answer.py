"""A school's answer about one child, as its own page asks for it: entered, put right, or taken back."""

from sweep.checking.asking import Child
from sweep.checking.entering import Entry
from sweep.checking.reasons import Form, why_of
from sweep.checking.school_answers import LONGEST_TOLD_BY, entry_of
from sweep.core.codes import FINDINGS, REGISTER_CODES
from sweep.core.register_answers import CANNOT_SAY, answer_of, findings_of, read_mark
from sweep.pages import Fault

_NOTHING = {"verified_finding": None, "register_code": None, "told_by": None}


def one_answer(child: Child, form: Form) -> tuple[Entry | None, dict[str, Fault]]:
    """The operation that the form asks for, or what is wrong with it. Changing an answer needs a reason."""
    stop = child.stop
    if "back" in form:
        why, faults = why_of(form)
        head = {"stop_id": stop["id"], "base_op": stop["head"], "why": why}
        return Entry("stop.verify", {**head, **_NOTHING, "verification": "pending"}), faults
    why, faults = why_of(form) if _is_answered(child) else (form.get("why", "").strip()[:1000], {})
    told_by, mark = form.get("told_by", "").strip(), read_mark(form.get("code", ""))
    if not told_by or len(told_by) > LONGEST_TOLD_BY:
        faults["told_by"] = Fault("Enter who at the school told you", "#told_by")
    if mark is None:
        faults["code"] = Fault(
            "Enter the register’s mark, or ? where the school can’t say", "#code"
        )
        return None, faults
    chosen = form.get("finding", "")
    if wrong := _not_chosen(mark, chosen, stop["finding"]):
        faults["finding"] = Fault(wrong, "#finding")
    return entry_of(child, answer_of(mark, stop["finding"], chosen), told_by, why), faults


def _is_answered(child: Child) -> bool:
    return not child.waits and child.stop["verification"] != "not_needed"


def _not_chosen(mark: str, chosen: str, street: str) -> str:
    """What to ask where a mark can mean two things and neither was chosen."""
    if mark == CANNOT_SAY or len(REGISTER_CODES[mark].findings) < 2:
        return ""
    fitting = findings_of(mark, street)
    words = " or ".join(f"“{FINDINGS[each].words}”" for each in fitting)
    return "" if chosen in fitting else f"{mark} can mean {words}. Choose which"
