"""A phone on the street behind the proxy: what it holds, what it shows, what the server has of it."""

from collections.abc import Mapping
from typing import Any

from playwright.sync_api import Page, expect

from drills.proxy import Fault, FaultProxy
from drills.records import stops_of
from journeys.solihull import Solihull
from journeys.thumb import Thumb

# What lies in the outbox, without the app's help. The version is the one that never changes.
OUTBOX = """() => new Promise((done, failed) => {
  const asked = indexedDB.open('sweep-outbox', 1);
  asked.onerror = () => failed(asked.error);
  asked.onsuccess = () => {
    const db = asked.result;
    const tx = db.transaction(['operations', 'views', 'enrolments']);
    const all = (store) => new Promise((got) => {
      tx.objectStore(store).getAll().onsuccess = (event) => got(event.target.result);
    });
    Promise.all(['operations', 'views', 'enrolments'].map(all)).then(([operations, views, enrolments]) => {
      db.close();
      done({
        operations: operations.map(({op_id, seq, kind, record_id, state}) => ({op_id, seq, kind, record_id, state})),
        views: views.map(({type, id}) => ({type, id})),
        made: enrolments.map(({made}) => made),
      });
    });
  };
})"""

# The badge counts what the outbox holds, both read at one moment; else once more, until the limit of all waiting.
AGREE = f"""async () => {{
  const {{operations}} = await ({OUTBOX})();
  const waiting = operations.filter(({{state}}) => state === 'unsent').length;
  const words = waiting === 0 ? 'All sent' : `${{waiting}} ${{waiting === 1 ? 'entry' : 'entries'}} to send`;
  return document.querySelector('footer [role=status]')?.textContent === words && [waiting];
}}"""


def outbox_of(page: Page) -> Mapping[str, Any]:
    """Its `operations` and `views` without what is sealed, and the highest number given out, per officer."""
    found: Mapping[str, Any] = page.evaluate(OUTBOX)
    return found


class Street:
    """One officer's open app. Every stop it records is counted, so that the server can be held against it."""

    def __init__(self, solihull: Solihull, proxy: FaultProxy, thumb: Thumb) -> None:
        self.solihull = solihull
        self.proxy = proxy
        self.thumb = thumb
        self.recorded = 0
        # What the plan took of the authority's receipts, before any operation of this phone's.
        self._planned = solihull.rev() - len(outbox_of(thumb.page)["operations"])

    def record(self) -> None:
        """Record a stop; the app tries at once to send it."""
        self.thumb.record_stop("Truanting", "Alone")
        self.recorded += 1

    def try_again(self) -> None:
        """What the phone does when its network comes back: another try at once, without the back-off's wait."""
        self.thumb.page.evaluate("() => { dispatchEvent(new Event('online')); }")

    def suffer(self, *faults: Fault) -> None:
        """Record a stop and let these befall its pushes, one after the other; it waits, and the badge says so."""
        self.proxy.spoil_next(*faults)
        self.record()
        self.suffer_on()

    def suffer_on(self) -> None:
        """Let all that is planned befall what waits."""
        left = self.proxy.planned
        while left:
            left -= 1
            self.proxy.wait_for_next(left)
            self.shows_what_waits()
            self.try_again()

    def shows_what_waits(self) -> None:
        """The count on the screen is the outbox's (I20), and the badge speaks of nothing that was set aside."""
        self.thumb.page.wait_for_function(AGREE)

    def all_arrives_once(self) -> None:
        """Everything goes; the server has the stops of this phone, each once, and no others."""
        self.try_again()
        self.thumb.all_is_sent()
        held = outbox_of(self.thumb.page)["operations"]
        assert {row["state"] for row in held} == {"sent"}
        ours = [row["record_id"] for row in held if row["kind"] == "stop.create"]
        assert len(ours) == self.recorded
        there = stops_of(self.solihull.desk, self.solihull.sweep_id)
        assert sorted(there) == sorted(ours)
        # Receipts given out: one for each operation, none of them twice.
        assert self.solihull.rev() - self._planned == len(held)
        expect(self.thumb.page.get_by_text(f"{self.recorded} stopped")).to_be_visible()
