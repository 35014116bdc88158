/** The plan itself, north up, drawn from what the phone holds: no picture of the ground is needed, nor any signal. */
import type { JSX } from 'preact';
import { metresFrom, nearestFirst, type Near, type Point } from '../../core/ground';
import type { Location } from '../../core/place';
import { moved, scaleBar, viewOf, viewOfAll, zoomed, type View } from '../../core/view';
import { far, WHERE } from '../../words';
import { cell } from '../cell';
import { ground, plan, stopsOf, today } from '../state';
import { locationNow } from './position';

/** Null: no place is known, and no plan of the sweep has come. */
export const view = cell<View | null>(null);

/** In hundredths of what is seen across, as all of the drawing. */
const SHAPES = {
  school: 'M0-2.4L2.4 2h-4.8z',
  stop: 'M0-1a1 1 0 1 0 .01 0z',
  premises: 'M-2-2h4v4h-4z',
  site: 'M0-2a2 2 0 1 0 .01 0z',
  me: 'M0-1.6a1.6 1.6 0 1 0 .01 0z',
};

interface Mark extends Partial<Point> {
  kind: keyof typeof SHAPES;
  name?: string;
}

/** From the nearest on. */
export function marksAround(at: Point): Near<Mark>[] {
  const of = (kind: Mark['kind'], spots: object[] = []): Mark[] => spots.map((spot) => ({ ...spot, kind }));
  return nearestFirst(at, [
    ...of('site', plan.value?.sites),
    ...of('premises', plan.value?.power?.premises),
    ...of('school', ground.value.schools),
    ...of(
      'stop',
      stopsOf(today.value).map(({ stop }) => stop.location),
    ),
    ...of('me', [locationNow(Date.now())]),
  ]);
}

const outline = (): Point[][] =>
  (plan.value?.power?.area?.coordinates ?? []).map((ring) => ring.map(([lon, lat]) => ({ lat, lon })));

/** On the place known so far, else on all that the sweep has. */
export function openPlan(at: Location): void {
  view.value =
    at.source === 'none'
      ? viewOfAll([...outline().flat(), ...(plan.value?.sites ?? [])])
      : viewOf(at, at.accuracy_m ?? 0);
}

function Drawing({ seen }: { seen: View }): JSX.Element {
  const { at, span } = seen;
  const flat = metresFrom(at);
  const unit = span / 100;
  const here = locationNow(Date.now());
  const bar = scaleBar(span);
  const corner = (point: Point): string => `${flat(point).x / unit} ${-flat(point).y / unit}`;
  const tapped = ({ currentTarget, clientX, clientY }: MouseEvent & { currentTarget: Element }): void => {
    const { left, top, width } = currentTarget.getBoundingClientRect();
    view.value = moved(view.value!, (clientX - left) / width - 0.5, 0.5 - (clientY - top) / width);
  };
  return (
    <svg class="plan" viewBox="-50 -50 100 100" role="img" aria-label={WHERE.plan} onClick={tapped}>
      <path
        class="plan__area"
        d={outline()
          .map((ring) => `M${ring.map(corner).join('L')}Z`)
          .join('')}
      />
      {marksAround(at).map(({ there: { kind, name }, x, y }, i) => (
        <g class={`plan__${kind}`} key={i} transform={`translate(${x / unit} ${-y / unit})`}>
          {kind === 'me' && here.source !== 'none' && <circle r={(here.accuracy_m ?? 0) / unit} />}
          <path d={SHAPES[kind]} />
          <text x={x < 0 ? 3.2 : -3.2} y="1.5" text-anchor={x < 0 ? 'start' : 'end'}>
            {(kind !== 'school' || span < 1500) && name}
          </text>
        </g>
      ))}
      {seen.chosen && <path class="plan__pin" d="M0 0L-2.6-4.6a3 3 0 1 1 5.2 0zM0-7.2a1 1 0 1 0 .01 0z" />}
      <path class="plan__scale" d={`M-46 44v2h${bar / unit}v-2`} />
      <text x="-45" y="43">
        {far(bar)}
      </text>
    </svg>
  );
}

/** Parts of what is seen, east and north. */
const STEPS = { ArrowLeft: [-0.04, 0], ArrowRight: [0.04, 0], ArrowUp: [0, 0.04], ArrowDown: [0, -0.04] };

/** From where the plan is by now: keys come quicker than it is drawn. */
function press(key: string): void {
  const seen = view.value!;
  const step = STEPS[key as keyof typeof STEPS];
  view.value = step ? moved(seen, step[0]!, step[1]!) : zoomed(seen, key === '+' ? 0.5 : 2);
}

function keyed(event: KeyboardEvent): void {
  if (!(event.key in WHERE.move)) return;
  event.preventDefault();
  press(event.key);
}

export const PlanDrawing = ({ seen }: { seen: View }): JSX.Element => (
  <>
    <Drawing seen={seen} />
    <div class="plan__keys" onKeyDown={keyed}>
      {Object.entries(WHERE.move).map(([key, [sign, words]]) => (
        <button class="button" key={key} aria-label={words} onClick={() => press(key)}>
          {sign}
        </button>
      ))}
    </div>
  </>
);
