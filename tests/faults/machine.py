"""The state machine: hypothesis chooses what happens next, the world remembers, and the end is checked."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle
from random import Random
from typing import ClassVar

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
FAULTS = (*(name for name in NETWORK if name != "a good line"), *TROUBLE)
# These need something to have happened before, and often it has not.
OFTEN_IMPOSSIBLE = ("an old answer replayed", "phone reported lost", "record erased")
# Every schedule makes at least so many operations.
FEWEST_OPERATIONS = 30
# So many schedules share a deck.
SHARING = 4


def deck(run_seed: int, number: int) -> Iterator[str]:
    """Faults in the order in which this schedule has them, without end.

    Each of the schedules that share a deck begins with another part of it, so that no fault is rare in a run.
    """
    cards = [*FAULTS, *OFTEN_IMPOSSIBLE]
    Random(f"{run_seed}/{number // SHARING}").shuffle(cards)
    begin = number % SHARING * len(cards) // SHARING
    return cycle(cards[begin:] + cards[:begin])


class FaultMachine(RuleBasedStateMachine):
    """One schedule. What all schedules of a run share is set on the class that runs.

    Hypothesis chooses what people do; the dice, other ones for every schedule, choose what goes wrong meanwhile.
    A schedule that fails is not counted, so that hypothesis, trying it again, meets the same dice.
    """

    make_world: ClassVar[Callable[[int], World]]
    fired: ClassVar[Counter[str]]
    run_seed: ClassVar[int]

    world: World
    deck: Iterator[str]

    @initialize()
    def begin(self) -> None:
        number = self.fired["schedules"]
        self.world = type(self).make_world(number)
        self.deck = deck(self.run_seed, number)

    def phone(self, who: int) -> Phone:
        """One of those that are still in somebody's hand."""
        phones = [phone for phone in self.world.phones if not phone.away]
        return phones[who % len(phones)]

    @rule(who=WHO, times=st.integers(1, 4))
    def officers_work(self, who: int, times: int) -> None:
        phone = self.phone(who)
        for _ in range(times):
            self.world.chance.choice(WORK)(self.world, phone)
        self.things_go_wrong()

    @rule(who=WHO)
    def phone_is_in_contact(self, who: int) -> None:
        checks.contact(self.world, self.phone(who))
        self.things_go_wrong()

    @rule(who=WHO)
    def line_is_good(self, who: int) -> None:
        self.push("a good line", self.phone(who))
        self.things_go_wrong()

    @rule(hours=st.sampled_from([0, 1, 30, 80]))
    def time_passes(self, hours: int) -> None:
        self.world.pass_time(timedelta(hours=hours, minutes=1))
        self.world.late_answers_arrive()
        self.things_go_wrong()

    def things_go_wrong(self) -> None:
        """One fault or two."""
        dice = self.world.chance
        for _ in range(dice.choice((1, 1, 2, 2))):
            self.fault(next(self.deck), self.phone(dice.randrange(4)))

    def fault(self, name: str, phone: Phone) -> None:
        happened = self.push(name, phone) if name in NETWORK else TROUBLE[name](self.world, phone)
        self.fired[name] += happened

    def push(self, line: str, phone: Phone) -> bool:
        """A push over this line, of as many operations as it comes; whether what the line stands for happened."""
        world = self.world
        if not phone.unsent():
            street_life.record_stop(world, phone)
        waiting = phone.unsent()
        if world.chance.random() < 0.5:
            world.chance.shuffle(waiting)
        op_ids = [held.op_id for held in waiting[: world.chance.randint(1, 12)]]
        return NETWORK[line](world, phone, phone.batch(op_ids, world.now))

    def teardown(self) -> None:
        world = getattr(self, "world", None)
        if world is None:
            return
        try:
            if sys.exc_info()[0] is None:
                self.end_well()
        finally:
            world.end()

    def end_well(self) -> None:
        """The faults stop, everything arrives, and what was promised is true."""
        world = self.world
        active = next((phone for phone in world.phones if not phone.away), None)
        while active and len(world.saved) < FEWEST_OPERATIONS:
            street_life.record_stop(world, active)
        checks.drain(world)
        checks.check(world)
        self.fired["schedules"] += 1
        self.fired["operations"] += len(world.saved)
