"""Secrets that people and phones carry: how they are made, spelled and hashed.

Tokens and links hold 256 and 160 random bits, so a plain hash keeps them. A typed code is short, so its
hash is keyed with the server's secret: a stolen database alone can't be searched for it.
"""

import base64
import hashlib
import hmac
import secrets

# Crockford's base 32: no I, L, O or U, so that a code read aloud or in the rain is typed right.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
TYPED_LENGTH = 10
_MISREAD = str.maketrans("ILO", "110", "- \t")


def new_token() -> str:
    """256 random bits, URL-safe."""
    return secrets.token_urlsafe(32)


def new_typed_code() -> str:
    """Ten characters in two groups, such as `7KQ2M-9XW4T`: 50 random bits."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(TYPED_LENGTH))
    return f"{code[:5]}-{code[5:]}"


def new_link_secret(typed: str) -> str:
    """160 random bits, URL-safe, and the typed code behind them: who has the link has the code too."""
    return secrets.token_urlsafe(20) + as_typed(typed)


def common_secret(said: str) -> str:
    """What a typed code and its link have in common, from either."""
    return as_typed(said)[-TYPED_LENGTH:]


def as_typed(text: str) -> str:
    """What was meant by what was typed: case, spaces and hyphens don't matter; I, L, O are 1, 1, 0."""
    return text.upper().translate(_MISREAD)


def token_hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def keyed_hash(secret_key: str, purpose: str, text: str) -> str:
    return _keyed(secret_key, purpose, text).hex()


def derived_token(secret_key: str, code_id: str, enrol_id: str, secret: str) -> str:
    """A device token that the same code and `enrol_id` always give again.

    So an enrolment whose answer was lost, or that arrived twice, ends with one device and one token,
    although we keep only the token's hash.
    """
    raw = _keyed(secret_key, "device-token", f"{code_id}|{enrol_id}|{secret}")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _keyed(secret_key: str, purpose: str, text: str) -> bytes:
    message = f"{purpose}|{text}".encode("utf-8", "surrogatepass")
    return hmac.new(secret_key.encode(), message, hashlib.sha256).digest()
