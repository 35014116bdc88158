"""What waits for a person, grouped so that what is alike can be decided at once: by phone and by problem."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import select

from sweep.access.models import Device, Officer
from sweep.core.reference import reference
from sweep.db import db
from sweep.fields import is_uuid
from sweep.ledger import Operation, Quarantined
from sweep.london import clock_text, day_text, moment_text
from sweep.quarantine.deciding import Kept
from sweep.quarantine.in_words import gist_of, heading_of, when_of
from sweep.quarantine.kept import rows_waiting
from sweep.quarantine.problem_words import Told, told
from sweep.quarantine.salvage import Said, read
from sweep.stops.answers import Names
from sweep.sweeps.read import all_sweeps

# Of one sender with one problem: more than a person looks at in a day; the rest comes up as these are decided.
MOST = 500
IN_A_GROUP = 100
NO_LONGER_KEPT = "A record that is no longer kept"


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that was kept out, with what a person sees of it. `said` is on the server's clock."""

    row: Kept
    said: Said
    heading: str
    gist: str
    needs_sweep: bool

    @property
    def sha256(self) -> str:
        return self.row.sha256

    @property
    def when(self) -> datetime | None:
        """When it happened, as far as it says."""
        return when_of(self.said)

    @property
    def moment(self) -> datetime:
        """The same, or when it came."""
        return self.when or self.row.received_at

    @property
    def reference(self) -> str:
        """What the phone calls it, such as `SW-TV5S`; empty where its number can't be read."""
        number = self.said.content.get("stop_id") or self.said.content.get("shift_id")
        return reference(number) if isinstance(number, str) and is_uuid(number) else ""

    @property
    def name(self) -> str:
        """`Stop SW-TV5S`."""
        between = " " if self.said.kind else ", "
        return f"{self.heading}{between}{self.reference}" if self.reference else self.heading

    @property
    def short(self) -> str:
        """`Stop SW-TV5S at 22:40: truanting, alone`."""
        when = f" at {clock_text(self.when)}" if self.when else ""
        return f"{self.name}{when}" + (f": {self.gist}" if self.gist else "")

    @property
    def title(self) -> str:
        """`Stop SW-TV5S at 22:40 on Mon 12 January 2026`."""
        return f"{self.name} at {moment_text(self.when)}" if self.when else self.name

    @property
    def days(self) -> str:
        """Its day, and when it came: `Mon 12 January 2026, came 12:05`."""
        came = self.row.received_at
        if self.when is None:
            return f"came {moment_text(came)}"
        same = day_text(self.when) == day_text(came)
        return f"{day_text(self.when)}, came {clock_text(came) if same else moment_text(came)}"


@dataclass(slots=True)
class Group:
    """Records of one phone with one problem. `whose` is the phone in words."""

    key: str
    whose: str
    told: Told
    records: list[Record] = field(default_factory=list)

    @property
    def shown(self) -> Sequence[Record]:
        return self.records[:IN_A_GROUP]

    @property
    def first(self) -> Record:
        return self.records[0]

    @property
    def needs_sweep(self) -> bool:
        return any(record.needs_sweep for record in self.shown)


def groups(names: Names) -> list[Group]:
    """All groups, the one with the oldest record first."""
    phones = phone_names(names)
    found: dict[str, Group] = {}
    for row in rows_waiting(each=MOST):
        code = (row.problem or {}).get("code", "")
        key = f"{row.device_id or row.user_id or ''}.{code}"
        group = found.setdefault(key, Group(key, whose(row, phones), told(row.problem)))
        group.records.append(record_of(row, names))
    return list(found.values())


def record_of(row: Kept, names: Names) -> Record:
    """A row with what it says in words."""
    said = read(row.body)
    if isinstance(row, Operation):
        # The phone may not have measured its clock; the ledger knows when it was sent.
        said = replace(said, offset_ms=row.offset_ms)
    named = str(said.content.get("sweep_id")).lower() in names.sweeps
    # The ledger can put a record under a sweep; what never got there has to be mended.
    may_be_named = isinstance(row, Operation) and said.makes_a_record
    return Record(row, said, heading_of(said), gist_of(said, names), may_be_named and not named)


def titles_of(sha256s: Sequence[str], names: Names) -> dict[str, str]:
    """Titles of records by their hash, whatever became of them; what was erased has none."""
    entered = select(Operation).where(Operation.sha256.in_(sha256s), Operation.erased_at.is_(None))
    aside = select(Quarantined).where(Quarantined.sha256.in_(sha256s))
    rows: list[Kept] = [*db.session.scalars(aside), *db.session.scalars(entered)]
    return {row.sha256: record_of(row, names).title for row in rows if row.body}


def all_names() -> Names:
    """Every sweep's title and every officer's name."""
    return Names(
        {sweep.id: sweep.title for sweep in all_sweeps()},
        {officer.id: officer.name for officer in db.session.scalars(select(Officer))},
    )


def phone_names(names: Names) -> dict[str, str]:
    """Each phone by its officer's name, and by its own too where they have several."""
    devices = db.session.scalars(select(Device)).all()
    officers = [device.officer_id for device in devices]
    return {
        device.id: _phone(device, names, several=officers.count(device.officer_id) > 1)
        for device in devices
    }


def _phone(device: Device, names: Names, *, several: bool) -> str:
    phone = f"{names.officers.get(device.officer_id, 'Somebody')}’s phone"
    return f"{phone} ({device.name})" if several and device.name else phone


def whose(row: Kept, phones: Mapping[str, str]) -> str:
    """Where it came from, in words."""
    if row.device_id:
        return phones.get(row.device_id, "A phone not known here")
    left = (row.problem or {}).get("code") == "device_left"
    return "A phone not known here" if left else "The desk"
