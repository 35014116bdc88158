"""The reference of a record is the same on the phone and at the desk."""

import json
from pathlib import Path

import pytest

from sweep.core.reference import reference

CASES = json.loads((Path(__file__).parents[1] / "cases" / "references.json").read_text())


@pytest.mark.parametrize("case", CASES)
def test_a_reference_is_four_letters_made_of_the_end_of_the_id(case: dict[str, str]) -> None:
    assert reference(case["id"]) == case["reference"]
