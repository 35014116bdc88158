"""Why something was kept out, and what a person can do about it, in sentences for the desk."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """`short` heads a group of them; `why` is the reason, `do` what one can do.

    `together` is true where many can be let count at once; where not, `first` begins with one of them.
    """

    short: str
    why: str
    do: str
    together: bool = False
    first: str = "Look at the first"


_ASK = "Ask the officer what it should be, put it right, and it counts."
_MEND, _COMPARE = "Put the first right", "Compare the first with the one that counts"

TOLD: Mapping[str, Told] = {
    "unreadable": Told(
        "cut off or damaged",
        "It is not a whole record: it was cut off or damaged.",
        "Ask the officer what it was and enter it here, or discard it.",
        first="Look at the first and enter it",
    ),
    "unknown_schema": Told(
        "newer than this server",
        "A newer app wrote it than this server knows.",
        "It is taken in by itself once the server is upgraded. Wait for that, or discard it.",
    ),
    "unknown_kind": Told(
        "an unknown kind",
        "This server does not know this kind of record.",
        "Show it to whoever looks after the server, or discard it.",
    ),
    "unknown_code": Told(
        "an answer not on its list", "An answer is not on its list.", _ASK, first=_MEND
    ),
    "field_missing": Told(
        "an answer missing", "An answer that every record needs is missing.", _ASK, first=_MEND
    ),
    "field_unreadable": Told(
        "an answer that can’t be read", "An answer can’t be read.", _ASK, first=_MEND
    ),
    "no_sweep": Told(
        "no sweep named",
        "It was recorded before the phone knew which sweep it was on.",
        "Say which sweep it belongs to, and it counts.",
        together=True,
    ),
    "unknown_sweep": Told(
        "no such sweep here",
        "The sweep that it names is not here.",
        "Say which sweep it belongs to, and it counts.",
        together=True,
    ),
    "id_in_use": Told(
        "number already taken",
        "Another record has the same number, and counts.",
        "If it is the same child, discard this one. If it is another child, it can count beside the first.",
        first=_COMPARE,
    ),
    "other_content": Told(
        "came before with other content",
        "A record with the same number came before and says something else. The first one counts.",
        "If it is the same child, discard this one. If it is another child, it can count beside the first.",
        first=_COMPARE,
    ),
    "not_permitted": Told(
        "only a desk may do this",
        "A phone may not do this, only somebody signed in at a desk.",
        "If you agree with it, let it count.",
        together=True,
    ),
    "device_left": Told(
        "phone signed off",
        "The phone was signed off, reported lost or not known here when this came, so somebody else may "
        "have held it.",
        "If the officer says that it is theirs, let it count.",
        together=True,
    ),
    "could_not_apply": Told(
        "the server stumbled",
        "The server stumbled over it. That is the server’s mistake, not the officer’s.",
        "Try again to let it count. If it still does not, tell whoever looks after the server.",
        together=True,
    ),
    "names_erased": Told(
        "names an erased record",
        "It can’t be read for certain, and names a record that was erased.",
        "If it is of the erased record, discard it and say so as the reason. If it is another child’s, "
        "enter it under a new number.",
    ),
    "erased": Told("no longer kept", "It was erased by law or by rule.", "Nothing of it is kept."),
}


def told(problem: Mapping[str, str] | None) -> Told:
    """The sentences for a stored problem; those of a stumbling server for one that is not known here."""
    return TOLD.get((problem or {}).get("code", ""), TOLD["could_not_apply"])
