"""W3C WebDriver over two wires: HTTP to WebKitWebDriver, and Firefox's own socket, which is called Marionette.

Debian has no geckodriver, which does nothing but translate the one into the other (docs/decisions/0019-engines.md).
Commands go by their Marionette names without "WebDriver:"; both wires take the same parameters.
"""

import json
import socket
from typing import Any, Protocol

import httpx

# What a browser may take to open a page on a busy machine.
_LIMIT_S = 120
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # how WebDriver marks a reference to an element
_PATHS = {
    "Navigate": ("POST", "url"),
    "Refresh": ("POST", "refresh"),
    "ExecuteScript": ("POST", "execute/sync"),
    "PerformActions": ("POST", "actions"),
    "ElementSendKeys": ("POST", "element/{id}/value"),
    "GetComputedLabel": ("GET", "element/{id}/computedlabel"),
    "GetComputedRole": ("GET", "element/{id}/computedrole"),
}
Reference = dict[str, str]


class Refusal(Exception):
    """The browser did not do it; `kind` is WebDriver's own word, such as "stale element reference"."""

    def __init__(self, kind: str, message: str) -> None:
        super().__init__(f"{kind}: {message}")
        self.kind = kind


class Wire(Protocol):
    """One open session with a browser."""

    def call(self, command: str, **said: Any) -> Any:
        """Have it done and give the answer's value; Refusal when it can't be."""

    def close(self) -> None:
        """Let go of the wire. The browser is not told."""


def element_id(reference: Reference) -> str:
    """The id by which commands name an element that a script gave."""
    return reference[_ELEMENT]


class HttpWire:
    """A session with a driver that listens at `origin`; `wanted` are the browser's capabilities."""

    def __init__(self, origin: str, wanted: dict[str, Any]) -> None:
        self._client = httpx.Client(base_url=origin, timeout=_LIMIT_S)
        self._session = ""
        made = self._ask("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self._session = f"/session/{made['sessionId']}/"

    def call(self, command: str, **said: Any) -> Any:
        method, path = _PATHS[command]
        return self._ask(method, self._session + path.format(id=said.pop("id", "")), said)

    def close(self) -> None:
        self._client.close()

    def _ask(self, method: str, path: str, said: dict[str, Any]) -> Any:
        answer = self._client.request(method, path, json=said if method == "POST" else None)
        value = answer.json()["value"]
        if not answer.is_success:
            raise Refusal(value["error"], value["message"])
        return value


class MarionetteWire:
    """A session with the Firefox that listens at `port`. Messages are `length:[kind, number, …]`, answered in order."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_LIMIT_S)
        self._file = self._socket.makefile("rwb")
        self._asked = 0
        self._hear()  # it says its name first
        self.call("NewSession")

    def call(self, command: str, **said: Any) -> Any:
        self._asked += 1
        text = json.dumps([0, self._asked, f"WebDriver:{command}", said]).encode()
        self._file.write(b"%d:%s" % (len(text), text))
        self._file.flush()
        _kind, number, error, answer = self._hear()
        assert number == self._asked
        if error:
            raise Refusal(error["error"], error["message"])
        return answer.get("value")

    def close(self) -> None:
        self._file.close()
        self._socket.close()

    def _hear(self) -> Any:
        length = b""
        while (one := self._file.read(1)) != b":":
            if not one:
                raise ConnectionError("Firefox hung up")
            length += one
        return json.loads(self._file.read(int(length)))
