"""The state machine: hypothesis chooses what happens next, the world remembers, and the end is checked."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from faults import checks, street_life
from faults.network import NETWORK
from faults.trouble import PEOPLE, PHONES, SERVER
from faults.world import World

WHO = st.integers(0, 3)
WORK = (
    street_life.record_stop,
    street_life.record_stop,
    street_life.change_stop,
    street_life.late_fix,
    street_life.walk,
)
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

    def phone(self, who: int) -> Any:
        phones = self.world.phones
        return phones[who % len(phones)]

    @rule(who=WHO, times=st.integers(1, 4))
    def officers_work(self, who: int, times: int) -> None:
        self.work(self.phone(who), times)

    @rule(who=WHO, times=st.integers(1, 4))
    def officers_work_on(self, who: int, times: int) -> None:
        self.work(self.phone(who), times)

    def work(self, phone: Any, times: int) -> None:
        if phone.away:
            return
        for _ in range(times):
            self.world.chance.choice(WORK)(self.world, phone)

    @rule(hours=st.sampled_from([0, 1, 30, 80]))
    def time_passes(self, hours: int) -> None:
        self.world.pass_time(timedelta(hours=hours, minutes=1))

    @rule(who=WHO)
    def phone_is_in_contact(self, who: int) -> None:
        checks.contact(self.world, self.phone(who))

    @rule()
    def late_answers_arrive(self) -> None:
        late, self.world.late = self.world.late, []
        self.world.chance.shuffle(late)
        for one in late:
            self.world.hear(one.phone, one.batch, one.answer, late=True)
        if len(late) > 1:
            self.fired["answers reordered"] += 1

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


def _through_the_network(name: str) -> Any:
    deed = NETWORK[name]

    def happens(self: FaultMachine, who: int, most: int, shuffled: bool) -> None:
        phone, world = self.phone(who), self.world
        if phone.away:
            return
        waiting = phone.unsent()
        if not waiting:
            street_life.record_stop(world, phone)
            waiting = phone.unsent()
        if shuffled:
            world.chance.shuffle(waiting)
        batch = phone.batch([held.op_id for held in waiting[:most]], world.now)
        if deed(world, phone, batch):
            self.fired[name] += 1

    happens.__name__ = re.sub(r"\W", "_", name)
    return rule(who=WHO, most=st.integers(1, 12), shuffled=st.booleans())(happens)


def _trouble(name: str, deed: Callable[[World, Any], bool]) -> Any:
    def happens(self: FaultMachine, who: int) -> None:
        phone = self.phone(who)
        if not phone.away and deed(self.world, phone):
            self.fired[name] += 1

    happens.__name__ = re.sub(r"\W", "_", name)
    return rule(who=WHO)(happens)


for _name in NETWORK:
    setattr(FaultMachine, f"network {_name}", _through_the_network(_name))
for _name, _deed in {**SERVER, **PHONES, **PEOPLE}.items():
    setattr(FaultMachine, f"trouble {_name}", _trouble(_name, _deed))

FAULTS = (*(name for name in NETWORK if name != "a good line"), *SERVER, *PHONES, *PEOPLE)
