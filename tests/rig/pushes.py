"""What a push carries, whether the phone packed it or not."""

import json
import zlib
from typing import Any

from playwright.sync_api import Request

GZIP_MAGIC = b"\x1f\x8b"


def unpacked(body: bytes) -> bytes:
    """The body as it was before it was packed, if it was; of one that was cut off, what came."""
    return zlib.decompressobj(wbits=31).decompress(body) if body.startswith(GZIP_MAGIC) else body


def operations_in(request: Request) -> list[str]:
    """The texts of the operations, in the order sent."""
    sent: dict[str, Any] = json.loads(unpacked(request.post_data_buffer or b""))
    return list(sent["ops"])
