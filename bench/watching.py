"""What runs inside the page to measure it: observers, no polling. Handed in by DevTools, past the page's policy."""

import statistics

from playwright.sync_api import Page

# "Painted" is the first task after the frame that shows it. The first screen is usable when its button is painted with
# nothing on top of it. A tap begins when the finger leaves the glass, and ends with the frame that shows what it did;
# one that saves ends only with the line that names another stop.
WATCH = """
(() => {
  let released = null;
  let saving = null;
  let shown = '';
  let tellUsable;
  let tellSaved = () => {};
  const bench = { saves: [], answers: [], usable: new Promise((tell) => { tellUsable = tell; }) };
  bench.nextSave = () => new Promise((tell) => { tellSaved = tell; });
  bench.painted = (tell) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => tell(performance.now());
    port2.postMessage(null);
  });
  Object.assign(window, { bench });
  addEventListener('pointerup', (event) => { released = event.timeStamp; }, true);
  addEventListener('click', ({ target }) => {
    const from = released;
    released = null;
    if (from === null) return;
    const button = target instanceof Element && target.closest('button');
    if (button && /^(.* · s|S)ave$/.test(button.textContent)) saving = from;
    else bench.painted((now) => bench.answers.push(now - from));
  }, true);
  const isOnTop = (button) => {
    const { x, y, width, height } = button.getBoundingClientRect();
    return button.contains(document.elementFromPoint(x + width / 2, y + height / 2));
  };
  const look = () => {
    const button = tellUsable && document.querySelector('.new-stop');
    if (button && isOnTop(button)) {
      bench.painted(tellUsable);
      tellUsable = null;
    }
    const line = document.querySelector('.saved strong')?.textContent ?? '';
    if (saving === null || line === '' || line === shown) return;
    const from = saving;
    saving = null;
    shown = line;
    bench.painted((now) => {
      bench.saves.push(now - from);
      tellSaved();
    });
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
})();
"""

# The floor of a save: one row in one strict transaction of this browser on this disk.
_STRICT_WRITE = """
async () => {
  const opening = indexedDB.open('bench-floor', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { autoIncrement: true });
  await new Promise((done) => { opening.onsuccess = done; });
  const began = performance.now();
  const tx = opening.result.transaction('rows', 'readwrite', { durability: 'strict' });
  tx.objectStore('rows').add({ text: 'x'.repeat(800) });
  await new Promise((done) => { tx.oncomplete = done; });
  const took = performance.now() - began;
  opening.result.close();
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

# The spot that was tapped last takes no tap for a moment: no thumb is there again so soon.
_TAKES_TAPS = (
    "([x, y, label]) => document.elementFromPoint(x, y)?.closest('button')?.textContent === label"
)

# A thumb needs longer for its way to Save than the page for showing the last answer.
_SETTLED = "() => new Promise((done) => requestIdleCallback(() => done()))"


def tap_save(page: Page, label: str = "Save") -> float:
    """Tap Save and wait for the line; milliseconds. Nothing of ours runs in the page meanwhile: it would count too."""
    button = page.get_by_role("button", name=label, exact=True)
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.wait_for_function(_TAKES_TAPS, arg=[x, y, label])
    page.evaluate("() => { bench.saving = bench.nextSave(); }")
    page.evaluate(_SETTLED)
    page.touchscreen.tap(x, y)
    page.evaluate("() => bench.saving")
    return float(page.evaluate("() => bench.saves.at(-1)"))


def strict_write(page: Page) -> float:
    """Milliseconds of one bare strict transaction, in the same page."""
    return float(page.evaluate(_STRICT_WRITE))


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
