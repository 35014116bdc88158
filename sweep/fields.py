"""Field types that several rooms' schemas share: ids, codes of a list, plain text, moments.

Shape and range only, never the database. `shaped` reads one operation's data, and says what is wrong
with it in the words of the protocol.
"""

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from sweep.core.operation import KeptOut
from sweep.london import YEARS

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# What no database text takes: NUL, and halves of characters.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def is_uuid(text: str) -> bool:
    """Whether this is a UUID in its canonical form. Nothing else may be asked of a database as one."""
    return _UUID.fullmatch(text) is not None


class Uuid(fields.String):
    """A UUID in its canonical form; lower case inside."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if not is_uuid(text):
            raise ValidationError("This is not a UUID.")
        return text.lower()


class Slug(fields.String):
    """One code of a list. The message names the code, so that a person can see what was sent."""

    def __init__(self, codes: Collection[str], **kwargs: Any) -> None:
        self.codes = codes
        kwargs.setdefault("metadata", {})["enum"] = list(codes)
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or value not in self.codes:
            raise ValidationError(f"{str(value)[:40]!r} is not one of: {', '.join(self.codes)}.")
        return value


_OUT_OF_RANGE = f"This time is not in the years {YEARS[0]} to {YEARS[-1]}."


def is_storable(text: str) -> bool:
    """Whether every database can hold it: no NUL, no half of a character."""
    return _UNSTORABLE.search(text) is None


class PlainText(fields.String):
    """Text that every database can hold, at most `longest` characters."""

    def __init__(self, longest: int = 20_000, **kwargs: Any) -> None:
        kwargs.setdefault("validate", validate.Length(max=longest))
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **kwargs)
        if not is_storable(text):
            raise ValidationError("This text has characters that can’t be stored.")
        return text


class Name(PlainText):
    """A name or title: one that can be seen. Space around it is dropped; 1 to `longest` characters remain."""

    def __init__(self, longest: int, **kwargs: Any) -> None:
        super().__init__(longest, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        name = super()._deserialize(value, attr, data, **kwargs).strip()
        if not name:
            raise ValidationError("This is empty.")
        return name


class Moment(fields.AwareDateTime):
    """A moment in ISO 8601 of the years 1900 to 2199. Without an offset it is read as UTC. Answers are UTC."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso", default_timezone=UTC, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        if not isinstance(value, str):
            raise ValidationError("This is not a time in ISO 8601.")
        try:
            moment: datetime = super()._deserialize(value, attr, data, **kwargs)
            moment = moment.astimezone(UTC)
        except OverflowError as error:
            raise ValidationError(_OUT_OF_RANGE) from error
        if moment.year not in YEARS:
            raise ValidationError(_OUT_OF_RANGE)
        return moment


def shaped(schema: Schema, sent: Any) -> dict[str, Any]:
    """`sent` as the schema reads it. Raises KeptOut: missing, off its list, or unreadable."""
    try:
        loaded: dict[str, Any] = schema.load(sent)
    except ValidationError as error:
        messages = error.normalized_messages()
        name = next(iter(messages))
        raise KeptOut(_what(schema, sent, name), f"{name}: {_flat(messages[name])}") from error
    return loaded


def _what(schema: Schema, sent: Any, name: str) -> str:
    field = schema.fields.get(name)
    if isinstance(field, fields.Nested) and isinstance(sent.get(name), dict):
        inner = field.schema
        wrong = next(iter(inner.validate(sent[name])))
        return _what(inner, sent[name], wrong)
    if isinstance(sent, dict) and sent.get(name) is None:
        return "field_missing"
    return "unknown_code" if isinstance(field, Slug) else "field_unreadable"


def _flat(messages: Any) -> str:
    if isinstance(messages, dict):
        return " ".join(f"{name}: {_flat(said)}" for name, said in messages.items())
    return " ".join(messages)
