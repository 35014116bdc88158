"""The coordinator's pages of what was kept out, as a person goes through them."""

import re
from typing import Any

from rig.pages import Visitor

LIST = "/quarantine"
WHY = "PC 2231 told me."


def hashes(visitor: Visitor) -> list[str]:
    """What the list says waits, in its order."""
    waiting = visitor.page.partition("Decided lately")[0]
    return list(dict.fromkeys(re.findall(r'/quarantine/([0-9a-f]{64})"', waiting)))


def group_of(visitor: Visitor) -> dict[str, Any]:
    """The first group's form, with all of its records chosen."""
    group = dict(visitor.open(LIST).forms()[LIST])["group"]
    forms = visitor.open(f"{LIST}?all={group}").forms()[LIST]
    return {name: [value for each, value in forms if each == name] for name, _ in forms}


def decide(visitor: Visitor, sha256: str, way: str, **typed: Any) -> Visitor:
    """One of a record's four ways, with its boxes as they stand but for those named."""
    address = f"{LIST}/{sha256}"
    boxes = dict(visitor.open(address).forms()[address])
    form = {**(boxes if way == "mend" else {"csrf_token": boxes["csrf_token"]}), "way": way}
    return visitor.post(address, {**form, "why": WHY, **typed})


def one(visitor: Visitor) -> str:
    (sha256,) = hashes(visitor.open(LIST))
    return sha256
