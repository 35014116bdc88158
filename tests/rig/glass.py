"""A phone's glass in a browser that Playwright can't drive: what stands on it, and a finger.

Things are found by the role and name that the engine itself tells a screen reader, and a finger touches only what it
would really hit.
"""

import re
import time
from collections.abc import Callable
from typing import Any

from rig.webdriver import Reference, Refusal, Wire, element_id

_LIMIT_S, _PAUSE_S = 20.0, 0.05
_CANDIDATES = {
    "button": "button",
    "radio": "input[type=radio]",
    "checkbox": "input[type=checkbox]",
    "textbox": "input[type=text], textarea",
    "group": "fieldset",
}
_SHOWN = """const [css, within] = arguments;
return [...(within ?? document).querySelectorAll(css)].filter((one) => one.checkVisibility());"""
# Where a finger would come down, if nothing lies over it there.
_TOUCHABLE = """const [one] = arguments;
one.scrollIntoView({block: 'center'});
const box = one.getBoundingClientRect();
const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
return !one.disabled && one.contains(hit);"""
_TEXT = "return document.querySelector(arguments[0])?.innerText ?? '';"
# The screen was drawn anew between looking and doing: look again.
_LOOK_AGAIN = {"stale element reference", "no such element", "move target out of bounds"}
Name = str | re.Pattern[str]


class Glass:
    """One open page. `finger` is the kind of pointer that the engine can be given: "touch", else "mouse"."""

    def __init__(self, wire: Wire, finger: str) -> None:
        self.wire = wire
        self._finger = finger

    def opens(self, address: str) -> None:
        self.wire.call("Navigate", url=address)

    def run(self, script: str, *arguments: Any) -> Any:
        """What a script in the page returns; a promise is waited for."""
        return self.wire.call("ExecuteScript", script=script, args=list(arguments))

    def text(self, css: str = "body") -> str:
        """What stands in the first such place, its spaces made plain; lines stay lines."""
        return re.sub(r"[^\S\n]+", " ", self.run(_TEXT, css)).strip()

    def touch(self, role: str, name: Name, within: Reference | None = None) -> None:
        """Bring the finger down on what has this role and name, once it can be touched."""
        self.until(f"{role} “{name}”", lambda: self._touch_now(role, name, within))

    def write(self, name: Name, text: str) -> None:
        """Type into the box that has this name."""
        box = self.wait_for("textbox", name)
        self.wire.call("ElementSendKeys", id=element_id(box), text=text)

    def wait_for(self, role: str, name: Name) -> Reference:
        found: Reference = self.until(f"{role} “{name}”", lambda: self.find(role, name))
        return found

    def find(self, role: str, name: Name, within: Reference | None = None) -> Reference | None:
        """The first that is shown now and has this role and name, or None. A `str` is the whole name."""
        for one in self.run(_SHOWN, _CANDIDATES[role], within):
            label = " ".join(self.wire.call("GetComputedLabel", id=element_id(one)).split())
            fits = label == name if isinstance(name, str) else name.search(label)
            if fits and self.wire.call("GetComputedRole", id=element_id(one)) == role:
                return dict(one)
        return None

    def until(self, what: str, look: Callable[[], Any]) -> Any:
        """Look until there is something, and give it; AssertionError with the screen's text if it never comes."""
        deadline = time.monotonic() + _LIMIT_S
        while time.monotonic() < deadline:
            try:
                if found := look():
                    return found
            except Refusal as refusal:
                if refusal.kind not in _LOOK_AGAIN:
                    raise
            time.sleep(_PAUSE_S)
        raise AssertionError(f"no {what} on the screen, which says:\n{self.text()}")

    def _touch_now(self, role: str, name: Name, within: Reference | None) -> bool:
        one = self.find(role, name, within)
        if one is None or not self.run(_TOUCHABLE, one):
            return False
        down_and_up = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": one, "duration": 0},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        finger = {"type": "pointer", "id": "finger", "parameters": {"pointerType": self._finger}}
        self.wire.call("PerformActions", actions=[{**finger, "actions": down_and_up}])
        return True
