"""The state machine: hypothesis chooses what happens next, the world remembers, and the end is checked."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from faults import checks, street_life
from faults.among_people import PEOPLE
from faults.in_the_server_room import SERVER
from faults.network import NETWORK
from faults.on_phones import PHONES
from faults.phone import Phone
from faults.world import World

WHO = st.integers(0, 3)
WORK = (
    street_life.record_stop,
    street_life.record_stop,
    street_life.change_stop,
    street_life.late_fix,
    street_life.walk,
)
TROUBLE = {**SERVER, **PHONES, **PEOPLE}
LINE: Any = {
    "name": st.sampled_from(sorted(NETWORK)),
    "who": WHO,
    "most": st.integers(1, 12),
    "shuffled": st.booleans(),
}
# Every schedule makes at least so many operations.
FEWEST_OPERATIONS = 30


class FaultMachine(RuleBasedStateMachine):
    """One schedule. `make_world` and `fired` are set on the class that runs."""

    make_world: ClassVar[Callable[[int], World]]
    fired: ClassVar[Counter[str]]

    world: World

    @initialize(seed=st.integers(0, 2**32 - 1))
    def begin(self, seed: int) -> None:
        self.world = type(self).make_world(seed)

    def phone(self, who: int) -> Phone:
        """One of those that are still in somebody's hand."""
        phones = [phone for phone in self.world.phones if not phone.away]
        return phones[who % len(phones)]

    @rule(who=WHO, times=st.integers(1, 4))
    def officers_work(self, who: int, times: int) -> None:
        phone = self.phone(who)
        for _ in range(times):
            self.world.chance.choice(WORK)(self.world, phone)

    @rule(who=WHO)
    def phone_is_in_contact(self, who: int) -> None:
        checks.contact(self.world, self.phone(who))

    @rule(hours=st.sampled_from([0, 1, 30, 80]))
    def time_passes(self, hours: int) -> None:
        self.world.pass_time(timedelta(hours=hours, minutes=1))
        self.world.late_answers_arrive()

    def on_the_line(self, name: str, who: int, most: int, shuffled: bool) -> None:
        """A push of at most so many operations, and what the network does to it."""
        phone, world = self.phone(who), self.world
        if not phone.unsent():
            street_life.record_stop(world, phone)
        waiting = phone.unsent()
        if shuffled:
            world.chance.shuffle(waiting)
        batch = phone.batch([held.op_id for held in waiting[:most]], world.now)
        if NETWORK[name](world, phone, batch):
            self.fired[name] += 1

    def happens(self, name: str, who: int) -> None:
        if TROUBLE[name](self.world, self.phone(who)):
            self.fired[name] += 1

    # Each kind of trouble has as many rules as it takes to let all of it happen about equally often.
    line_1 = rule(**LINE)(on_the_line)
    line_2 = rule(**LINE)(on_the_line)
    line_3 = rule(**LINE)(on_the_line)
    server_room_1 = rule(name=st.sampled_from(sorted(SERVER)), who=WHO)(happens)
    server_room_2 = rule(name=st.sampled_from(sorted(SERVER)), who=WHO)(happens)
    phones_1 = rule(name=st.sampled_from(sorted(PHONES)), who=WHO)(happens)
    people_1 = rule(name=st.sampled_from(sorted(PEOPLE)), who=WHO)(happens)
    people_2 = rule(name=st.sampled_from(sorted(PEOPLE)), who=WHO)(happens)

    def teardown(self) -> None:
        world = getattr(self, "world", None)
        if world is None:
            return
        try:
            active = next((phone for phone in world.phones if not phone.away), None)
            while active and len(world.saved) < FEWEST_OPERATIONS:
                street_life.record_stop(world, active)
            checks.drain(world)
            checks.check(world)
            self.fired["schedules"] += 1
            self.fired["operations"] += len(world.saved)
        finally:
            world.end()


FAULTS = (*(name for name in NETWORK if name != "a good line"), *TROUBLE)
