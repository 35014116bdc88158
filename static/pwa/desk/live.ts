/** Keeps the live page current: asks every few seconds and swaps the figures only when they changed. */

const EVERY_MS = 5_000;

export function watchLive(): void {
  const live = document.getElementById('live');
  if (live?.dataset['live']) void watch(live, live.dataset['live']);
}

async function watch(live: HTMLElement, tag: string): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
    if (document.hidden) continue;
    const fresh = await ask(tag);
    if (fresh === 'signed-out') {
      say('You have been signed out. Refresh the page to sign in again.');
      return;
    }
    if (fresh === 'no-answer') {
      say('Not refreshed: the server can’t be reached. Trying again.');
    } else if (fresh !== 'same') {
      tag = swap(live, fresh);
    }
  }
}

async function ask(tag: string): Promise<Document | 'same' | 'signed-out' | 'no-answer'> {
  try {
    const headers = { accept: 'text/html', 'if-none-match': `"${tag}"` };
    const answer = await fetch(location.pathname, { headers, cache: 'no-store' });
    if (answer.status === 304) return 'same';
    if (answer.redirected) return 'signed-out';
    if (!answer.ok) return 'no-answer';
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return 'no-answer';
  }
}

function swap(live: HTMLElement, fresh: Document): string {
  const next = fresh.getElementById('live');
  if (!next) return '';
  const before = figures(live);
  const focused = document.activeElement;
  live.replaceChildren(...next.childNodes);
  say(fresh.querySelector('[data-live-state]')?.textContent ?? '');
  const now = figures(live);
  // Spoken only when the figures moved, not at every minute.
  const spoken = document.querySelector('[data-live-said]');
  if (spoken && now !== before) spoken.textContent = now;
  live.dispatchEvent(new Event('swapped'));
  holdFocus(focused);
  return next.dataset['live'] ?? '';
}

/** Whoever is at a button or on the map stays there: on itself, or on what has come in its place. */
function holdFocus(focused: Element | null): void {
  if (!focused || focused === document.body || focused === document.activeElement) return;
  const now = focused.isConnected ? focused : document.getElementById(focused.id);
  (now as HTMLElement | null)?.focus({ preventScroll: true });
}

function figures(live: HTMLElement): string {
  const pairs = [...live.querySelectorAll('.app-big__one')];
  return pairs.map((pair) => pair.textContent?.replace(/\s+/g, ' ').trim()).join(', ');
}

function say(words: string): void {
  const state = document.querySelector('[data-live-state]');
  if (state) state.textContent = words;
}
