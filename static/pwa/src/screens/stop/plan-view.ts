/** What of the plan is seen: set by the form's line, drawn by a screen that may come later. */
import type { Point } from '../../core/ground';
import type { Location } from '../../core/place';
import { viewOf, viewOfAll, type View } from '../../core/view';
import { cell } from '../cell';
import { plan } from '../state';

/** Null: no place is known, and no plan of the sweep has come. */
export const view = cell<View | null>(null);

export const outline = (): Point[][] =>
  (plan.value?.power?.area?.coordinates ?? []).map((ring) => ring.map(([lon, lat]) => ({ lat, lon })));

/** On the place known so far, else on all that the sweep has. */
export function openPlan(at: Location): void {
  view.value =
    at.source === 'none'
      ? viewOfAll([...outline().flat(), ...(plan.value?.sites ?? [])])
      : viewOf(at, at.accuracy_m ?? 0);
}
