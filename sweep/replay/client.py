"""The server as a script sees it: calls over real HTTP, waiting where the server asks for it."""

import time
from collections.abc import Mapping
from typing import Any

import httpx

BASE = "/api/v1"
_TRIES = 8
_PAUSE_S = 2.0
_LONGEST_PAUSE_S = 120.0
_BUSY = {429, 503}


class Refused(Exception):
    """The server did not do what was asked. Its text is a sentence for a person."""


class Server:
    """Calls with one credential (or none yet). Every call of a replay is safe to make again."""

    def __init__(self, url: str, token: str = "") -> None:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._http = httpx.Client(base_url=url.rstrip("/") + BASE, headers=headers, timeout=60)

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, path: str, **query: str) -> Any:
        return self._call("GET", path, params=query)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._call("POST", path, json=body)

    def patch(self, path: str, body: Mapping[str, Any]) -> Any:
        return self._call("PATCH", path, json=body)

    def _call(self, method: str, path: str, **sent: Any) -> Any:
        """The answer's JSON. Raises Refused after a refusal, or after many tries."""
        why = ""
        for _ in range(_TRIES):
            try:
                answer = self._http.request(method, path, **sent)
            except httpx.TransportError as error:
                why, pause = f"it can't be reached ({type(error).__name__})", _PAUSE_S
            else:
                if answer.is_success:
                    return _json(answer)
                why = _sentence(answer)
                if answer.status_code not in _BUSY:
                    break
                pause = _asked_pause(answer)
            time.sleep(pause)
        raise Refused(f"The server at {self._http.base_url.host} refused {method} {path}: {why}")


def _asked_pause(answer: httpx.Response) -> float:
    asked = answer.headers.get("Retry-After", "")
    return min(float(asked), _LONGEST_PAUSE_S) if asked.isdecimal() else _PAUSE_S


def _json(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError as error:
        raise Refused("What answered is no Sweep server: its answer is not JSON.") from error


def _sentence(answer: httpx.Response) -> str:
    try:
        return str(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return f"status {answer.status_code}"
