"""A phone may send half a character, as when a text was cut inside an emoji: every page shows it all the same."""

import json

import pytest

from rig.kept_out import LIST, hashes
from rig.pages import Visitor
from rig.street import PretendPhone

HALF = "\ud83d"


@pytest.mark.parametrize("where", ["note", "finding", "kind"])
def test_half_a_character_takes_no_page_down(
    amina: Visitor, phone: PretendPhone, where: str
) -> None:
    said = {"note": {"note": f"hat {HALF}", "sweep_id": None}, "finding": {"finding": HALF}}
    text = phone.stop(**said.get(where, {}))
    if where == "kind":
        text = json.dumps({**json.loads(text), "kind": HALF})
    phone.push(text)
    listed = amina.open(LIST)
    assert listed.status == 200
    (sha256,) = hashes(listed)
    record = amina.open(f"{LIST}/{sha256}")
    assert record.status == 200
    assert where == "kind" or "\N{REPLACEMENT CHARACTER}" in record.page
    for page in (f"/sweeps/{phone.sweep_id}", f"/sweeps/{phone.sweep_id}/live"):
        assert amina.open(page).status == 200
