/** The plan itself, north up, drawn from what the phone holds: no picture of the ground is needed, nor any signal. */
import type { JSX } from 'preact';
import { metresFrom, nearestFirst, type Metres, type Near, type Point } from '../../core/ground';
import { labels } from '../../core/labels';
import { moved, pinned, scaleBar, zoomed, type View } from '../../core/view';
import { far, WHERE } from '../../words';
import { ground, plan, stopsOf, today } from '../state';
import { outline, view } from './plan-view';
import { locationNow } from './position';

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

/** In the drawing's own measure, from its middle; `y` downwards. */
type Placed = Mark & Metres & { name: string };

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

/** In the drawing's own measure, as large as the text around it is. */
const letterHeight = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) / 4;

/** Where the pin is, else the middle: what is near there is named first. */
export const pointer = ({ pin, at }: View): Point => pin ?? at;

function tapped({ currentTarget, clientX, clientY }: MouseEvent & { currentTarget: Element }): void {
  const { left, top, width } = currentTarget.getBoundingClientRect();
  view.value = pinned(view.value!, (clientX - left) / width - 0.5, 0.5 - (clientY - top) / width);
}

/** The pin's point is where it was; nothing is written over the rest of it. */
function Names({ marks, pin }: { marks: Placed[]; pin: Metres | null }): JSX.Element {
  const of = (school: boolean): Placed[] => marks.filter(({ kind, name }) => name && (kind === 'school') === school);
  return (
    <>
      {labels(of(false), of(true), letterHeight(), pin ? [[pin.x - 3, pin.x + 3, pin.y - 4, 4]] : []).map(
        ({ name, x, y, side }) => (
          <text x={x} y={y + 1.5} text-anchor={side > 0 ? 'start' : 'end'}>
            {name}
          </text>
        ),
      )}
    </>
  );
}

function Drawing({ seen }: { seen: View }): JSX.Element {
  const { span, pin } = seen;
  const unit = span / 100;
  const here = locationNow(Date.now());
  const bar = scaleBar(span);
  const flat = metresFrom(seen.at);
  const drawn = (point: Point): Metres => ({ x: flat(point).x / unit, y: -flat(point).y / unit });
  const move = (at: Metres): string => `translate(${at.x} ${at.y})`;
  const marks = marksAround(pointer(seen)).map(({ there }) => ({ name: '', ...there, ...drawn(there as Point) }));
  return (
    <svg class="plan" viewBox="-50 -50 100 100" role="img" aria-label={WHERE.plan} onClick={tapped}>
      <path
        class="plan__area"
        d={outline()
          .map((ring) => `M${ring.map((point) => Object.values(drawn(point)).join(' ')).join('L')}Z`)
          .join('')}
      />
      {marks.map((mark, i) => (
        <g class={`plan__${mark.kind}`} key={i} transform={move(mark)}>
          {mark.kind === 'me' && here.source !== 'none' && <circle r={(here.accuracy_m ?? 0) / unit} />}
          <path d={SHAPES[mark.kind]} />
        </g>
      ))}
      <Names marks={marks} pin={pin && drawn(pin)} />
      {pin && (
        <path
          class="plan__pin"
          transform={move(drawn(pin))}
          d="M0 0L-2.6-4.6a3 3 0 1 1 5.2 0zM0-7.2a1 1 0 1 0 .01 0z"
        />
      )}
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
