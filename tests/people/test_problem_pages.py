"""Pages that say what went wrong to somebody who is signed in."""

from flask import Flask

from rig.pages import Visitor, add_user


def test_a_missing_page_keeps_the_menu(amina: Visitor) -> None:
    for address in ("/nowhere", "/sweeps/nonsense"):
        words = amina.open(address).words
        assert amina.status == 404
        menu = "Sweeps Returns Where and when Officers Phones Schools"
        assert "Amina Yusuf Sign out" in words, address
        assert menu in words, address


def test_a_page_that_is_not_for_ones_role_keeps_the_menu(app: Flask, visitor: Visitor) -> None:
    visitor.sign_in(add_user(app, "ewan@solihull.example", "verifier"))
    words = visitor.open("/officers").words
    assert visitor.status == 403
    assert "Sign out" in words


def test_a_missing_page_names_nobody_to_a_stranger(visitor: Visitor) -> None:
    assert visitor.open("/nowhere").status == 404
    assert "Sign out" not in visitor.words
