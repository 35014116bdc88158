/** What is seen of the plan, and where its pin stands. In metres from `origin`, the plan's middle when it was opened. */
import { metresFrom, pointAt, type Metres, type Point } from './ground';

export interface View {
  origin: Point;
  centre: Metres;
  /** How many metres are seen from side to side. */
  span: number;
  pin: Metres | null;
}

const MIDDLE: Metres = { x: 0, y: 0 };
const [CLOSEST_M, USUAL_M, WIDEST_M] = [100, 600, 50_000];

const spanOf = (metres: number): number => Math.min(WIDEST_M, Math.max(CLOSEST_M, metres));

/** Opens on a place and as far around as it is in doubt. */
export const viewAround = (origin: Point, doubt_m: number, pin: Metres | null): View => ({
  origin,
  centre: MIDDLE,
  span: spanOf(Math.max(USUAL_M, doubt_m * 3)),
  pin,
});

/** Opens on all of `points`, with a little to spare; null where there are none. */
export function viewOfAll(points: Point[]): View | null {
  const [first] = points;
  if (!first) return null;
  const spots = points.map(metresFrom(first));
  const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const origin = pointAt(first, { x: (west + east) / 2, y: (south + north) / 2 });
  return { ...viewAround(origin, 0, null), span: spanOf(Math.max(USUAL_M, 1.2 * Math.max(east - west, north - south))) };
}

/** Nearer or further, about the pin where there is one. */
export const zoomed = (view: View, times: number): View => ({
  ...view,
  centre: view.pin ?? view.centre,
  span: spanOf(view.span * times),
});

/** The pin at this place; the plan follows where that is at its rim or beyond. */
export function pinned(view: View, pin: Metres): View {
  const off = Math.max(Math.abs(pin.x - view.centre.x), Math.abs(pin.y - view.centre.y));
  return { ...view, pin, centre: off > view.span * 0.45 ? pin : view.centre };
}

/** The pin a small step east and north; from the middle where there is none yet. */
export function nudged(view: View, east: number, north: number): View {
  const step = view.span / 25;
  const { x, y } = view.pin ?? view.centre;
  return pinned(view, { x: x + east * step, y: y + north * step });
}

/** The longest of 1, 2 or 5 with noughts that is no more than a third of what is seen. In metres. */
export function scaleBar(span: number): number {
  const ten = 10 ** Math.floor(Math.log10(span / 3));
  return [5, 2, 1].map((times) => times * ten).find((metres) => metres * 3 <= span)!;
}
