"""The desk's pages as a person uses them: a browser without script, which fills in forms and presses buttons."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PASSWORD = "correct horse battery"
SOLIHULL = ("E08000029", "Solihull")
MIDDLESBROUGH = ("E06000002", "Middlesbrough")


class _Form(HTMLParser):
    """What a page's forms would send, by the address that they send to."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, list[tuple[str, str]]] = {}
        self._open: list[tuple[str, str]] = []
        self._area = self._choice = ""
        # A template holds no boxes of the page until a script copies it.
        self._asleep = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "template":
            self._asleep = True
        elif tag == "form":
            self._open = self.forms.setdefault(said.get("action", ""), [])
        elif self._asleep or ("name" not in said and tag != "option"):
            return
        elif tag == "input" and (
            said.get("type") not in {"checkbox", "radio"} or "checked" in said
        ):
            self._open.append((said["name"], said.get("value", "")))
        elif tag in {"textarea", "select"}:
            self._area = said["name"] if tag == "textarea" else ""
            self._choice = said["name"] if tag == "select" else ""
            self._open.append((said["name"], ""))
        elif tag == "option" and "selected" in said and self._choice:
            self._open[-1] = (self._choice, said.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._asleep = False
        elif tag in {"textarea", "select"}:
            self._area = self._choice = ""

    def handle_data(self, text: str) -> None:
        if self._area:
            name, so_far = self._open[-1]
            self._open[-1] = (name, so_far + text)


class Visitor:
    """One person's browser at the desk."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.page = self.address = ""
        self.status = 0

    def open(self, address: str, **headers: str) -> "Visitor":
        """Go to an address, and on to wherever it leads."""
        return self._keep(
            self.client.get(
                address, headers={"Accept": "text/html", **headers}, follow_redirects=True
            )
        )

    def send(self, action: str, typed: Mapping[str, Any] | None = None, **boxes: Any) -> "Visitor":
        """Send this page's form to `action` as it stands, with these boxes filled in or changed."""
        form: dict[str, Any] = {}
        for name, value in self.forms()[action]:
            form.setdefault(name, []).append(value)
        return self.post(action, {**form, **(typed or {}), **boxes})

    def post(self, address: str, body: Mapping[str, Any]) -> "Visitor":
        """Send anything at all."""
        headers = {"Accept": "text/html"}
        return self._keep(
            self.client.post(address, data=dict(body), headers=headers, follow_redirects=True)
        )

    def upload(self, address: str, boxes: Mapping[str, str], content: bytes | None) -> "Visitor":
        """Send a form with a file in its box `file`, as browsers do; with none chosen where it is None."""
        line = b"--a-line-between-the-parts"
        parts = [(f'name="{name}"', value.encode()) for name, value in boxes.items()]
        name = "" if content is None else "rescue.txt"
        parts.append((f'name="file"; filename="{name}"', content or b""))
        body = b"".join(
            b"%s\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % (line, said.encode(), value)
            for said, value in parts
        )
        kind = f"multipart/form-data; boundary={line.decode().removeprefix('--')}"
        headers = {"Accept": "text/html", "Content-Type": kind}
        return self._keep(self.client.post(address, data=body + line + b"--\r\n", headers=headers))

    def sign_in(self, email: str, password: str = PASSWORD) -> "Visitor":
        return self.open("/sign-in").send("/sign-in", email=email, password=password)

    def forms(self) -> dict[str, list[tuple[str, str]]]:
        parser = _Form()
        parser.feed(self.page)
        return parser.forms

    def typed(self, action: str) -> dict[str, str]:
        """What the boxes of a form hold now."""
        return dict(self.forms()[action])

    @property
    def words(self) -> str:
        """What a person reads, in one line."""
        bare = re.sub(r"<(title|style|template).*?</\1>|<[^>]+>", " ", self.page, flags=re.DOTALL)
        return re.sub(r"\s+", " ", bare.replace("&#39;", "'"))

    def _keep(self, answer: TestResponse) -> "Visitor":
        self.page, self.status = answer.get_data(as_text=True), answer.status_code
        self.address = answer.request.path
        return self


def add_user(
    app: Flask, email: str, role: str = "coordinator", authority: tuple[str, str] = SOLIHULL
) -> str:
    """Somebody of an authority that is there, who signs in with PASSWORD."""
    from sweep.access.roles import Role
    from sweep.people import accounts

    with app.app_context():
        code, la_name = authority
        owner = accounts.add_authority(code, code[-3:], la_name)
        accounts.add_user(owner, email, Role(role), "Amina Yusuf")
        user = accounts.find_user(email)
        assert user is not None
        accounts.set_password(user, PASSWORD)
    return email


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """A browser that nobody has signed in with."""
    return Visitor(app.test_client())


@pytest.fixture
def amina(app: Flask, visitor: Visitor) -> Visitor:
    """Solihull's coordinator, signed in."""
    return visitor.sign_in(add_user(app, "amina@solihull.example"))
