"""No text of the CSV is taken for a formula, however it begins."""

import pytest

from sweep.returns.csv_file import guarded


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\ta", "\ra", "\na"])
def test_what_could_begin_a_formula_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["High Street", "", "1+1", "a=b"])
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert guarded(text) == text
