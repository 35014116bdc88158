"""What runs inside the page to measure it: observers, no polling. Handed in by DevTools, past the page's policy."""

import statistics

from playwright.sync_api import Page

# The first screen is usable in the first frame that holds its button. A save begins when the finger leaves the
# Save button, and ends when the line with another stop's name has been put on the page.
WATCH = """
(() => {
  let released = null;
  let shown = '';
  let tellUsable;
  let tellSaved = () => {};
  const bench = { saves: [], usable: new Promise((tell) => { tellUsable = tell; }) };
  bench.nextSave = () => new Promise((tell) => { tellSaved = tell; });
  Object.assign(window, { bench });
  addEventListener('pointerup', (event) => {
    const button = event.target instanceof Element && event.target.closest('button');
    if (button && button.textContent === 'Save') released = event.timeStamp;
  }, true);
  const look = () => {
    if (tellUsable && document.querySelector('.new-stop')) {
      const tell = tellUsable;
      tellUsable = null;
      requestAnimationFrame(() => tell(performance.now()));
    }
    const line = document.querySelector('.saved strong')?.textContent ?? '';
    if (released === null || line === '' || line === shown) return;
    bench.saves.push(performance.now() - released);
    released = null;
    shown = line;
    tellSaved();
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
})();
"""

# The floor of a save: one row in one strict transaction of this browser on this disk.
MEASURE_FLOOR = """
async (times) => {
  const opening = indexedDB.open('bench-floor', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { autoIncrement: true });
  await new Promise((done) => { opening.onsuccess = done; });
  const took = [];
  for (let i = 0; i < times; i += 1) {
    const began = performance.now();
    const tx = opening.result.transaction('rows', 'readwrite', { durability: 'strict' });
    tx.objectStore('rows').add({ text: 'x'.repeat(800) });
    await new Promise((done) => { tx.oncomplete = done; });
    took.push(performance.now() - began);
  }
  return took;
}
"""

_SPIN = """
() => {
  const began = performance.now();
  let sum = 0;
  for (let i = 0; i < 2e7; i += 1) sum += i % 7;
  return performance.now() - began + 0 * sum;
}
"""


# A thumb needs longer for its way to Save than the page for showing the last answer.
SETTLED = "() => new Promise((done) => requestIdleCallback(() => done()))"


def tap_save(page: Page) -> None:
    """Tap Save and wait for the line. Nothing of ours runs in the page meanwhile: it would be measured too."""
    box = page.get_by_role("button", name="Save", exact=True).bounding_box()
    assert box is not None
    page.evaluate("() => { bench.saving = bench.nextSave(); }")
    page.evaluate(SETTLED)
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.evaluate("() => bench.saving")


def slow_down(page: Page, times: float) -> None:
    """Slow the page's main thread. Workers, WebCrypto, storage and the disk keep their pace."""
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setCPUThrottlingRate", {"rate": times})


def slowness(page: Page) -> float:
    """How many times slower the page runs than unslowed: proof that the slowing held."""
    slowed = statistics.median(page.evaluate(_SPIN) for _ in range(3))
    slow_down(page, 1)
    free = statistics.median(page.evaluate(_SPIN) for _ in range(3))
    return slowed / free
