"""Laws of the push over random days: any split, order and repetition ends in the same day, counted once."""

import json
import random
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rig.street import Desk, Json, PretendPhone, new_id

IDS = {"op_id", "stop_id", "shift_id", "base_op"}
SHOWN = ("finding", "reason", "accompanied_by", "note", "verification", "flags")


def shown(desk: Desk, sweep_id: str) -> list[str]:
    """What the sweep's stops show, but for their ids."""
    return sorted(json.dumps([stop[name] for name in SHOWN]) for stop in desk.stops(sweep_id))


def a_day(phone: PretendPhone, chance: random.Random) -> list[str]:
    """Stops, corrections of what the screen showed last, and a shift, in the order made."""
    made: list[str] = []
    heads: dict[str, str] = {}
    for _ in range(chance.randint(3, 12)):
        if heads and chance.random() < 0.5:
            stop = chance.choice(list(heads))
            finding = chance.choice(["late", "excluded", "truanting"])
            text = phone.amend(stop, heads[stop], finding=finding)
            heads[stop] = text
        else:
            text = phone.stop(
                chance.choice(["truanting", "late"]), chance.choice(["alone", "parent"])
            )
            heads[text] = text
        made.append(text)
    return [*made, *phone.shift(chance.randint(1, 300))]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_any_split_order_and_repetition_ends_in_the_same_day(
    desk: Desk, phone: PretendPhone, seed: int
) -> None:
    chance = random.Random(seed)
    straight, tangled = (desk.sweep([phone.officer_id]) for _ in range(2))
    phone.sweep_id = straight
    day = a_day(phone, chance)
    phone.push(*day)
    # The same day again under other ids, so that both can stand side by side.
    other = [text.replace(straight, tangled) for text in renamed(day)]
    deliveries = other * 2
    chance.shuffle(deliveries)
    while deliveries:
        portion = chance.randint(1, 5)
        phone.push(*deliveries[:portion])
        del deliveries[:portion]
    assert shown(desk, tangled) == shown(desk, straight)
    minutes = [
        [shift["minutes"] for shift in desk.call("GET", f"/sweeps/{each}/shifts")["shifts"]]
        for each in (straight, tangled)
    ]
    assert minutes[0] == minutes[1]


def renamed(day: list[str]) -> list[str]:
    """The same operations under ids of their own."""
    names: dict[str, str] = {}

    def other(said: Json) -> Json:
        return {key: other_value(key, value) for key, value in said.items()}

    def other_value(key: str, value: Any) -> Any:
        if isinstance(value, dict):
            return other(value)
        return names.setdefault(value, new_id()) if key in IDS else value

    return [json.dumps(other(json.loads(text))) for text in day]
