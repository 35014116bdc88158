"""The reference of a record: what an officer reads out from the phone, and a desk finds it by."""

# Crockford's base 32: no I, L, O and U, which are misheard or misread.
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHOWN = 4


def reference(record_id: str) -> str:
    """`SW-` and the last 20 bits of the record's UUID. ValueError for what does not end like one."""
    rest, letters = int(record_id[-5:], 16), ""
    for _ in range(SHOWN):
        rest, last = divmod(rest, 32)
        letters = _LETTERS[last] + letters
    return f"SW-{letters}"
