/** What is seen of the plan. Its pin stands in the middle, and the plan moves under it. */
import { nearestFirst, pointAt, type Point } from './ground';

export interface View {
  /** The middle, where the pin stands. */
  at: Point;
  /** How many metres are seen from side to side. */
  span: number;
  /** Has anybody said yet that it was here? Not where the plan only opened here for want of a place. */
  chosen: boolean;
}

const [CLOSEST_M, USUAL_M, WIDEST_M] = [100, 600, 50_000];

/** Opens on a place that is known, and as far around as it is in doubt. */
export const viewOf = (at: Point, doubt_m: number): View => ({
  at,
  span: Math.max(USUAL_M, 3 * doubt_m),
  chosen: true,
});

/** Opens on all of `points`, with a little to spare; null where there are none. */
export function viewOfAll(points: Point[]): View | null {
  const mean = (name: keyof Point): number => points.reduce((sum, point) => sum + point[name], 0) / points.length;
  const at = { lat: mean('lat'), lon: mean('lon') };
  const furthest = nearestFirst(at, points).at(-1);
  return furthest ? { ...viewOf(at, 0.75 * furthest.metres), chosen: false } : null;
}

/** Parts of what is seen, east and north: 0.5 is from the middle to the rim. */
export const moved = ({ at, span }: View, east: number, north: number): View => ({
  at: pointAt(at, { x: east * span, y: north * span }),
  span,
  chosen: true,
});

export const zoomed = (view: View, times: number): View => ({
  ...view,
  span: Math.min(WIDEST_M, Math.max(CLOSEST_M, view.span * times)),
});

/** The longest of 1, 2 or 5 with noughts that is no more than a third of what is seen. In metres. */
export function scaleBar(span: number): number {
  const ten = 10 ** Math.floor(Math.log10(span / 3));
  return [5, 2, 1].map((times) => times * ten).find((metres) => metres * 3 <= span)!;
}
