/** Maps come in a script of their own, only onto pages that have one. */

export async function drawMaps(): Promise<void> {
  const plan = document.querySelector<HTMLElement>('[data-map="plan"]');
  if (plan) (await import('./map/plan-map')).planMap(plan);
  const live = document.getElementById('live');
  if (live) await watchFor(live);
}

/** The first stop with a place may come while the page is watched. */
async function watchFor(live: HTMLElement): Promise<void> {
  if (!live.querySelector('[data-map="live"]')) {
    live.addEventListener('swapped', () => void watchFor(live), { once: true });
    return;
  }
  (await import('./map/live-map')).liveMap(live);
}
