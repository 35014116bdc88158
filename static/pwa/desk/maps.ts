/** Maps come in a script of their own, only onto pages that have one. */

export async function drawMaps(): Promise<void> {
  const plan = document.querySelector<HTMLElement>('[data-map="plan"]');
  if (plan) (await import('./map/plan-map')).planMap(plan);
}
