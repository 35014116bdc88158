"""What every change at the desk needs: a reason, and that the record still stands as the person saw it."""

from collections.abc import Mapping

from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from sweep.checking.history import Step
from sweep.fields import Name
from sweep.london import moment_text
from sweep.pages import Fault

Form = MultiDict[str, str]

_WHY = Name(1000, required=True)


def why_of(form: Form) -> tuple[str, dict[str, Fault]]:
    """The reason that was typed, and what is wrong with it."""
    try:
        why: str = _WHY.deserialize(form.get("why", ""))
    except ValidationError:
        return "", {"why": Fault("Say why, in at most 1,000 characters", "#why")}
    return why, {}


def overtaken(form: Form, head: str, steps: list[Step]) -> Mapping[str, Fault]:
    """A fault where the record was changed after the person opened its page: who changed it, and when."""
    if form.get("base") == head:
        return {}
    last = next((step for step in reversed(steps) if not step.aside), None)
    told = f" {last.who} changed it {moment_text(last.at)}." if last else ""
    words = (
        f"This was changed while you had it open, so yours was not saved.{told} What stands now is shown beside;"
        " what you typed is kept. Save again to put yours in its place"
    )
    return {"base": Fault(words, "#stands")}
