"""One phone that sends a great deal of rubbish hides nothing of what others sent."""

import pytest

from rig.kept_out import LIST
from rig.pages import Visitor
from rig.street import PretendPhone, record_id
from sweep.core.reference import reference
from sweep.quarantine import waiting


def test_what_another_phone_sent_is_on_the_page_however_much_one_sends(
    amina: Visitor,
    phone: PretendPhone,
    second_phone: PretendPhone,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(waiting, "MOST", 5)
    phone.push(*(f'{{"half of {n}' for n in range(12)))
    hidden = second_phone.stop(sweep_id=None)
    second_phone.push(hidden)
    page = amina.open(LIST)
    assert reference(record_id(hidden)) in page.words
    assert "13 waiting" in page.words
    assert "the oldest 500 are shown; the others come up as you decide on these" in page.words
    assert len(page.page.split('name="sha256"')) - 1 <= 6
