"""Field types that several rooms' schemas share: ids, codes of a list, plain text, moments.

Shape and range only, never the database.
"""

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields, validate

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# What no database text takes: NUL, and halves of characters.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class Uuid(fields.String):
    """A UUID in its canonical form; lower case inside."""

    def _deserialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, obj, **kwargs)
        if not _UUID.fullmatch(text):
            raise ValidationError("This is not a UUID.")
        return text.lower()


class Slug(fields.String):
    """One code of a list. The message names the code, so that a person can see what was sent."""

    def __init__(self, codes: Collection[str], **kwargs: Any) -> None:
        self.codes = codes
        kwargs.setdefault("metadata", {})["enum"] = list(codes)
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        if not isinstance(value, str) or value not in self.codes:
            raise ValidationError(f"{str(value)[:40]!r} is not one of: {', '.join(self.codes)}.")
        return value


class PlainText(fields.String):
    """Text that every database can hold, at most `longest` characters."""

    def __init__(self, longest: int = 2000, **kwargs: Any) -> None:
        kwargs.setdefault("validate", validate.Length(max=longest))
        super().__init__(**kwargs)

    def _deserialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> str:
        text: str = super()._deserialize(value, attr, obj, **kwargs)
        if _UNSTORABLE.search(text):
            raise ValidationError("This text has characters that can't be stored.")
        return text


class Moment(fields.AwareDateTime):
    """A moment in ISO 8601. Without an offset it is read as UTC. Answers are UTC."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="iso", default_timezone=UTC, **kwargs)

    def _deserialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> datetime:
        if not isinstance(value, str):
            raise ValidationError("This is not a time in ISO 8601.")
        try:
            moment: datetime = super()._deserialize(value, attr, obj, **kwargs)
            return moment.astimezone(UTC)
        except OverflowError as error:
            raise ValidationError("This time is out of range.") from error
