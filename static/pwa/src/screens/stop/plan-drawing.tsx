/** The plan itself, north up, drawn from what the phone holds: no picture of the ground is needed, nor any signal. */
import type { JSX } from 'preact';
import { metresFrom, nearestFirst, pointAt, type Metres, type Near, type Point } from '../../core/ground';
import type { Location } from '../../core/place';
import { nudged, pinned, scaleBar, viewAround, viewOfAll, zoomed, type View } from '../../core/view';
import { far, WHERE } from '../../words';
import { cell } from '../cell';
import type { Spot } from '../plans';
import { ground, plan, stopsOf, today } from '../state';
import { locationNow } from './position';

/** Nothing to draw: no place is known, and no plan of the sweep has come. */
export const view = cell<View | null>(null);

/** In hundredths of what is seen across. */
const SHAPES = {
  school: 'M0-2.4L2.4 2h-4.8z',
  stop: 'M0-1a1 1 0 1 0 .01 0z',
  premises: 'M-2-2h4v4h-4z',
  site: 'M0-2a2 2 0 1 0 .01 0z',
  me: 'M0-1.6a1.6 1.6 0 1 0 .01 0z',
  pin: 'M0 0L-2.6-4.6a3 3 0 1 1 5.2 0zM0-7.2a1 1 0 1 0 .01 0z',
};

interface Mark extends Spot {
  kind: keyof typeof SHAPES;
}

function marks(): Mark[] {
  const as =
    (kind: Mark['kind']) =>
    (spot: object): Mark => ({ ...(spot as Spot), kind });
  const stops = stopsOf(today.value).map(({ stop }) => stop.location).filter(({ source }) => source !== 'none');
  const schools = ground.value.schools.filter(({ lat, lon }) => lat != null && lon != null);
  const { power, sites } = plan.value ?? {};
  return [
    ...stops.map(as('stop')),
    ...schools.map(as('school')),
    ...(power?.premises ?? []).map(as('premises')),
    ...(sites ?? []).map(as('site')),
  ];
}

const outline = (): Point[][] =>
  (plan.value?.power?.area?.coordinates ?? []).map((ring) => ring.map(([lon, lat]) => ({ lat, lon })));

/** On the place known so far, a chosen one with its pin; else on all that the sweep has. */
export function openPlan(at: Location): void {
  const all = [...outline().flat(), ...(plan.value?.sites ?? [])];
  view.value =
    at.source === 'none'
      ? viewOfAll(all)
      : viewAround(at, at.accuracy_m ?? 0, at.source === 'gps' ? null : { x: 0, y: 0 });
}

export const pinPoint = ({ origin, pin }: View): Point | null => pin && pointAt(origin, pin);

/** What with a name is nearest to a point. */
export const nearestMark = (at: Point): Near<Mark> | undefined =>
  nearestFirst(
    at,
    marks().filter(({ name }) => name),
  )[0];

function Drawn({ at, kind, name, unit }: Mark & { at: Metres; unit: number }): JSX.Element {
  return (
    <g class={`mark-${kind}`} transform={`translate(${at.x} ${-at.y}) scale(${unit})`}>
      <path d={SHAPES[kind]} />
      <text x="3.2" y="1.5">
        {name}
      </text>
    </g>
  );
}

const STEPS: Record<string, [number, number, string]> = {
  ArrowLeft: [-1, 0, '←'],
  ArrowRight: [1, 0, '→'],
  ArrowUp: [0, 1, '↑'],
  ArrowDown: [0, -1, '↓'],
};

function tapped(seen: View, event: MouseEvent & { currentTarget: Element }): void {
  const { left, top, width } = event.currentTarget.getBoundingClientRect();
  const along = (from: number): number => (from / width - 0.5) * seen.span;
  const { x, y } = seen.centre;
  view.value = pinned(seen, { x: x + along(event.clientX - left), y: y - along(event.clientY - top) });
}

function pressed(seen: View, event: KeyboardEvent): void {
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  view.value = nudged(seen, step[0], step[1]);
}

function Ground({ seen }: { seen: View }): JSX.Element {
  const { span, centre } = seen;
  const flat = metresFrom(seen.origin);
  const here = locationNow(Date.now());
  const corners = (ring: Point[]): string => ring.map(flat).map(({ x, y }) => `${x} ${-y}`).join('L');
  const unit = span / 100;
  const bar = scaleBar(span);
  const own = here.source !== 'none' ? { ...here, name: '', kind: 'me' as const } : null;
  const all = own ? [...marks(), own] : marks();
  return (
    <svg
      class={span > 2500 ? 'plan plan--wide' : 'plan'}
      viewBox={`${centre.x - span / 2} ${-centre.y - span / 2} ${span} ${span}`}
      role="application"
      aria-label={WHERE.plan}
      tabIndex={0}
      onClick={(event) => tapped(seen, event)}
      onKeyDown={(event) => pressed(seen, event)}
    >
      <path class="plan__area" d={outline().map((ring) => `M${corners(ring)}Z`).join('')} />
      {own && <circle class="plan__doubt" cx={flat(own).x} cy={-flat(own).y} r={own.accuracy_m ?? 0} />}
      {all.map((mark, i) => (
        <Drawn key={i} {...mark} at={flat(mark)} unit={unit} />
      ))}
      {seen.pin && <Drawn lat={0} lon={0} name="" kind="pin" at={seen.pin} unit={unit} />}
      <g class="plan__scale" transform={`translate(${centre.x - 46 * unit} ${-centre.y + 46 * unit}) scale(${unit})`}>
        <path d={`M0-2v2h${bar / unit}v-2`} />
        <text x="1" y="-3">
          {far(bar)}
        </text>
      </g>
    </svg>
  );
}

export function PlanDrawing({ seen }: { seen: View }): JSX.Element {
  return (
    <>
      <Ground seen={seen} />
      <div class="plan__keys">
        {Object.entries(STEPS).map(([key, [east, north, sign]]) => (
          <button
            class="button"
            key={key}
            aria-label={WHERE.move[key as keyof typeof WHERE.move]}
            onClick={() => {
              view.value = nudged(seen, east, north);
            }}
          >
            {sign}
          </button>
        ))}
        {([0.5, 2] as const).map((times) => (
          <button
            class="button"
            key={times}
            aria-label={times < 1 ? WHERE.nearer : WHERE.wider}
            onClick={() => {
              view.value = zoomed(seen, times);
            }}
          >
            {times < 1 ? '+' : '−'}
          </button>
        ))}
      </div>
    </>
  );
}
