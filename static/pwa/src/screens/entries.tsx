/** What the phone holds, one line for each record: which, what was done with it, how long ago. Nothing is left out. */
import type { JSX } from 'preact';
import { madeAt, reference } from '../core/ids';
import type { Held } from '../core/outbox';
import { Onward } from '../ui/icons';
import { ago, fill, FINDING, plural, TROUBLE } from '../words';
import { officerName } from './patrol/roster';
import { go } from './route';
import { now, shiftOf, stopOf } from './state';

const AT_ONCE = 8;

interface Group {
  id: string;
  held: Held[];
}

/** By record, the longest waiting first. */
function byRecord(held: Held[]): Group[] {
  const groups = new Map<string, Held[]>();
  for (const one of held) groups.set(one.record_id, [...(groups.get(one.record_id) ?? []), one]);
  return [...groups].map(([id, of]) => ({ id, held: of }));
}

/** What can be read out: a stop's reference, or whose patrol it was. */
export function nameOf({ kind, record_id }: Held): string {
  if (kind.startsWith('stop')) return reference(record_id);
  const shift = shiftOf(record_id);
  return shift ? officerName(shift.officer_id) : `${TROUBLE.shift} ${reference(record_id)}`;
}

/** `new stop, change · 12 min ago`: what each entry is, and how long the first has been here. */
export function deeds(held: Held[]): string {
  const minutes = Math.floor((now.value - madeAt(held[0]!.op_id)) / 60_000);
  const words = held.map((one) => fill(TROUBLE.kind[one.kind], reference(one.record_id)));
  return `${words.join(', ')} · ${ago(minutes)}`;
}

function Words({ held }: { held: Held[] }): JSX.Element {
  const [first] = held;
  const stop = stopOf(first!.record_id)?.stop;
  return (
    <span class="row__what">
      <span>
        <strong>{nameOf(first!)}</strong>
        {stop && ` · ${FINDING[stop.finding]}`}
      </span>
      <small>{deeds(held)}</small>
    </span>
  );
}

function Line({ id, held }: Group): JSX.Element {
  const screen = stopOf(id) ? 'record' : shiftOf(id) && 'shift';
  return (
    <li>
      {screen ? (
        <button class="row row--small" onClick={() => go(screen, id)}>
          <Words held={held} />
          <Onward />
        </button>
      ) : (
        <div class="row row--small">
          <Words held={held} />
        </div>
      )}
    </li>
  );
}

const Lines = ({ groups }: { groups: Group[] }): JSX.Element => (
  <ul class="rows rows--lists">
    {groups.map((group) => (
      <Line key={group.id} {...group} />
    ))}
  </ul>
);

export function Entries({ title, hint, held }: { title: string; hint?: string; held: Held[] }): JSX.Element | null {
  const groups = byRecord(held);
  const rest = groups.slice(AT_ONCE);
  if (groups.length === 0) return null;
  return (
    <section class="held">
      <h2>{title}</h2>
      {hint && <p class="hint">{hint}</p>}
      <Lines groups={groups.slice(0, AT_ONCE)} />
      {rest.length > 0 && (
        <details class="rest">
          <summary>{plural(rest.length, TROUBLE.more)}</summary>
          <Lines groups={rest} />
        </details>
      )}
    </section>
  );
}
