"""Rescue files: what a phone that can't send seals to its authority, and only this server opens.

A file is a JWE (RFC 7516) in compact form, `ECDH-ES` on P-256 with `A256GCM`, so the phone needs no more than
WebCrypto and anybody with the key could open it by any library. Inside is what the phone would have pushed,
with its own token: the author is still the credential's.
"""

import json
from datetime import UTC, datetime
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import ECKey
from sqlalchemy import select

from sweep.access.models import RescueKey
from sweep.db import db
from sweep.errors import Problem

# Of a file, in bytes as sealed: some 15 000 stops.
LONGEST_FILE = 12 * 1024 * 1024
_PUBLIC = ("kty", "crv", "x", "y")


class _Registry(jwe.JWERegistry):
    """Our one pair of algorithms, and files longer than the library takes unasked."""

    max_ciphertext_length = LONGEST_FILE


_registry = _Registry(algorithms=["ECDH-ES", "A256GCM"])


def new_rescue_key(authority_id: int) -> RescueKey:
    """A fresh key pair for an authority; the caller adds and commits it."""
    pair = ECKey.generate_key("P-256").as_dict(private=True)
    return RescueKey(authority_id=authority_id, private_jwk=pair, made_at=datetime.now(UTC))


def public_key() -> dict[str, Any]:
    """What phones of the authority in scope seal to, as a JWK."""
    pair = _key().private_jwk
    return {name: pair[name] for name in _PUBLIC}


def open_file(sealed: str) -> Any:
    """What a rescue file holds. Raises `rescue_unreadable` where it is none of this authority's."""
    key = ECKey.import_key(_key().private_jwk)
    try:
        return json.loads(jwe.decrypt_compact(sealed, key, registry=_registry).plaintext or b"")
    except (JoseError, ValueError, RecursionError) as error:
        raise Problem("rescue_unreadable") from error


def _key() -> RescueKey:
    return db.session.scalars(select(RescueKey)).one()
