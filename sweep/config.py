"""Every setting: its default, its meaning, and the nonsense it refuses. Read once, at start, then frozen."""

import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

LOOPBACK = {"localhost", "127.0.0.1", "::1"}
SHORTEST_SECRET = 32


class BadSetting(Exception):
    """A setting that the server must not start with. Its text says what to set instead."""


@dataclass(frozen=True)
class Config:
    """The settings of one server.

    database_url    `DATABASE_URL`. SQLAlchemy address; default an SQLite file in the instance folder.
    secret_key      `SWEEP_SECRET_KEY`. Signs forms and derives enrol secrets; at least 32 characters.
                    Made and kept in the instance folder on a loopback origin, required otherwise.
    origin          `SWEEP_ORIGIN`. Scheme and host that people type; https unless loopback.
    port            `PORT`. Where `make run` listens; default 8000.
    instance_path   `SWEEP_INSTANCE`. Where the SQLite file and the made secret lie.
    journal_path    `SWEEP_JOURNAL`. Revocations and erasures, so that a restore can make them again; default
                    journal.jsonl in the instance folder. Keep it where the database's disk can't take it along.
    pwa_path        `SWEEP_PWA`. Where the built phone app lies.
    desk_path       `SWEEP_DESK`. Where the desk's built styles and script lie.
    proxies         `SWEEP_PROXIES`. How many proxies of ours stand before us; default 0. Only with the
                    right number is a caller's address its own, which throttling goes by.
    tile_url        `SWEEP_TILE_URL`. Map tiles `https://…/{z}/{x}/{y}.png`; empty: plain ground.
    tile_credit     `SWEEP_TILE_CREDIT`. Whose map it is, as its licence asks, such as © OpenStreetMap contributors.
    suppress_below  `SWEEP_SUPPRESS_BELOW`. Counts of children from 1 up to below this number are shown as `c` in
                    what leaves the authority, with what would tell them; default 0: none is.
    """

    database_url: str
    secret_key: str
    origin: str
    port: int
    instance_path: Path
    journal_path: Path
    pwa_path: Path
    desk_path: Path
    proxies: int = 0
    tile_url: str = ""
    tile_credit: str = ""
    suppress_below: int = 0

    @property
    def tile_origin(self) -> str:
        """Scheme and host that map tiles come from; empty where there are none."""
        parts = urlsplit(self.tile_url)
        return f"{parts.scheme}://{parts.netloc}" if self.tile_url else ""

    @property
    def secure(self) -> bool:
        """True where browsers reach us by https, so that cookies can be bound to it."""
        return self.origin.startswith("https://")

    @classmethod
    def from_environ(cls, environ: Mapping[str, str] = os.environ) -> "Config":
        """Read the environment. Raises BadSetting with a sentence that says what to set."""
        root = Path(__file__).resolve().parent.parent
        instance = Path(environ.get("SWEEP_INSTANCE") or root / "instance")
        port = _port(environ.get("PORT") or "8000")
        origin = _origin(environ.get("SWEEP_ORIGIN") or f"http://127.0.0.1:{port}")
        return cls(
            database_url=_database_url(environ.get("DATABASE_URL") or "", instance),
            secret_key=_secret_key(environ.get("SWEEP_SECRET_KEY") or "", origin, instance),
            origin=origin,
            port=port,
            instance_path=instance,
            journal_path=Path(environ.get("SWEEP_JOURNAL") or instance / "journal.jsonl"),
            pwa_path=Path(environ.get("SWEEP_PWA") or root / "static" / "pwa" / "dist"),
            desk_path=Path(environ.get("SWEEP_DESK") or root / "static" / "pwa" / "dist-desk"),
            proxies=_proxies(environ.get("SWEEP_PROXIES") or "0"),
            tile_url=_tile_url(environ.get("SWEEP_TILE_URL") or ""),
            tile_credit=environ.get("SWEEP_TILE_CREDIT") or "",
            suppress_below=_suppress_below(environ.get("SWEEP_SUPPRESS_BELOW") or "0"),
        )


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise BadSetting(f"PORT must be a number from 1 to 65535, not {text!r}.")
    return int(text)


def _proxies(text: str) -> int:
    if not text.isdigit() or int(text) > 9:
        raise BadSetting(f"SWEEP_PROXIES must be a number from 0 to 9, not {text!r}.")
    return int(text)


def _suppress_below(text: str) -> int:
    if not (text.isascii() and text.isdigit()) or int(text) > 100:
        raise BadSetting(f"SWEEP_SUPPRESS_BELOW must be a number from 0 to 100, not {text!r}.")
    return int(text)


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
        raise BadSetting(f"SWEEP_ORIGIN must look like https://sweep.example.gov.uk, not {text!r}.")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise BadSetting("SWEEP_ORIGIN must begin with https:// on anything but this machine.")
    return f"{parts.scheme}://{parts.netloc}"


def _tile_url(text: str) -> str:
    """Browsers are let fetch from exactly its host, so that may hold no placeholder."""
    if not text:
        return ""
    parts = _one_host(text)
    if parts is None:
        raise BadSetting(
            f"SWEEP_TILE_URL must begin with https:// and one host's name, not {text!r}."
        )
    if missing := [part for part in ("{z}", "{x}", "{y}") if part not in parts.path + parts.query]:
        raise BadSetting(f"SWEEP_TILE_URL lacks {missing[0]}: write …/{{z}}/{{x}}/{{y}}.png.")
    return text


def _one_host(text: str) -> SplitResult | None:
    """The address where it names one host in letters that a header can hold, by https but on this machine."""
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises for what no port can be
    except ValueError:
        return None
    plain = parts.scheme == "http" and parts.hostname in LOOPBACK
    host = re.fullmatch(r"[\w.\-\[\]:]+", parts.netloc, re.ASCII)
    return parts if host and (parts.scheme == "https" or plain) else None


def _database_url(text: str, instance: Path) -> str:
    if not text:
        return f"sqlite:///{instance / 'sweep.sqlite3'}"
    scheme, _, rest = text.partition("://")
    if scheme in {"postgres", "postgresql"}:
        return f"postgresql+psycopg://{rest}"
    if scheme not in {"sqlite", "postgresql+psycopg"}:
        raise BadSetting("DATABASE_URL must begin with sqlite:// or postgresql://.")
    return text


def _secret_key(text: str, origin: str, instance: Path) -> str:
    """The secret given, or on a loopback origin one made once and kept, readable by us alone."""
    if text:
        if len(text) < SHORTEST_SECRET:
            raise BadSetting(f"SWEEP_SECRET_KEY needs at least {SHORTEST_SECRET} characters.")
        return text
    if urlsplit(origin).hostname not in LOOPBACK:
        raise BadSetting("Set SWEEP_SECRET_KEY: a long random text, the same on every server.")
    kept = instance / "secret-key"
    instance.mkdir(parents=True, exist_ok=True)
    try:
        with open(os.open(kept, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return kept.read_text().strip()
