/** What is seen of the plan, and the pin on it. A tap moves the pin; the plan moves only when the pin would leave it. */
import { metresFrom, nearestFirst, pointAt, type Point } from './ground';

export interface View {
  /** The middle. */
  at: Point;
  /** How many metres are seen from side to side. */
  span: number;
  /** Where it was, as far as anybody has said. Null where the plan only opened here for want of a place. */
  pin: Point | null;
}

const [CLOSEST_M, USUAL_M, WIDEST_M] = [100, 600, 50_000];

/** So near the rim, in parts of what is seen from the middle, the plan goes along with the pin. */
const RIM = 0.4;

/** Opens on a place that is known, and as far around as it is in doubt. */
export const viewOf = (at: Point, doubt_m: number): View => ({ at, span: Math.max(USUAL_M, 3 * doubt_m), pin: at });

/** Opens on all of `points`, with a little to spare; null where there are none. */
export function viewOfAll(points: Point[]): View | null {
  const mean = (name: keyof Point): number => points.reduce((sum, point) => sum + point[name], 0) / points.length;
  const at = { lat: mean('lat'), lon: mean('lon') };
  const furthest = nearestFirst(at, points).at(-1);
  return furthest ? { ...viewOf(at, 0.75 * furthest.metres), pin: null } : null;
}

/** The pin on what was tapped, in parts of what is seen, east and north of the middle: 0.5 is the rim. */
export const pinned = (view: View, east: number, north: number): View => ({
  ...view,
  pin: pointAt(view.at, { x: east * view.span, y: north * view.span }),
});

/** The pin moved from where it is, or from the middle where there is none, in parts of what is seen. */
export function moved(view: View, east: number, north: number): View {
  const { at, span } = view;
  const pin = pointAt(view.pin ?? at, { x: east * span, y: north * span });
  const { x, y } = metresFrom(at)(pin);
  const beyond = (metres: number): number => metres - Math.max(-RIM * span, Math.min(RIM * span, metres));
  return { at: pointAt(at, { x: beyond(x), y: beyond(y) }), span, pin };
}

/** Nearer or wider around the pin, which stays where it is on the screen; without one, around the middle. */
export function zoomed(view: View, times: number): View {
  const span = Math.min(WIDEST_M, Math.max(CLOSEST_M, view.span * times));
  const around = view.pin ?? view.at;
  const { x, y } = metresFrom(around)(view.at);
  const by = span / view.span;
  return { ...view, at: pointAt(around, { x: x * by, y: y * by }), span };
}

/** The longest of 1, 2 or 5 with noughts that is no more than a third of what is seen. In metres. */
export function scaleBar(span: number): number {
  const ten = 10 ** Math.floor(Math.log10(span / 3));
  return [5, 2, 1].map((times) => times * ten).find((metres) => metres * 3 <= span)!;
}
