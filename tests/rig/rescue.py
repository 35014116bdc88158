"""A rescue file, sealed as the phone seals it: compact JWE, ECDH-ES on P-256, A256GCM."""

import json
from collections.abc import Sequence
from typing import Any

from joserfc import jwe
from joserfc.jwk import ECKey

from rig.street import TEN_O_CLOCK, PretendPhone

_ALGORITHMS = ["ECDH-ES", "A256GCM"]


class _AnyLength(jwe.JWERegistry):
    max_ciphertext_length = 64 * 1024 * 1024


def sealed(key: dict[str, Any], inside: Any) -> str:
    """Anything at all, sealed to this key; text stays as it is."""
    text = inside if isinstance(inside, str) else json.dumps(inside)
    header = {"alg": "ECDH-ES", "enc": "A256GCM"}
    registry = _AnyLength(algorithms=_ALGORITHMS)
    return jwe.encrypt_compact(header, text, ECKey.import_key(key), registry=registry)


def rescue_file(phone: PretendPhone, ops: Sequence[str] | None = None, **changes: Any) -> str:
    """What this phone saves when it can't send: all that it made, or `ops`."""
    texts = list(phone.made if ops is None else ops)
    inside = {
        "sweep_rescue": 1,
        "token": phone.token,
        "device_id": None,
        "officer_id": phone.officer_id,
        "app_version": "test",
        "made": len(phone.made),
        "unsent": len(texts),
        "held": {phone.sweep_id: len(texts)},
        "made_at": TEN_O_CLOCK.isoformat(),
        "ops": texts,
        **changes,
    }
    return sealed(phone.pull()["rescue_key"], inside)
