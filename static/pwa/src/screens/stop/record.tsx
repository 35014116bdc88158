/** One own stop: what it says, change it, remove it. */
import { cell } from '../cell';
import type { JSX } from 'preact';
import { needsOfficer } from '../../core/outbox';
import { reference } from '../../core/ids';
import type { Location } from '../../core/place';
import type { Stop } from '../../core/stop';
import { londonClock } from '../../core/times';
import { Facts } from '../../ui/lists';
import { Page } from '../../ui/page';
import { AGE, APP, FINDING, FLAG, OUTCOME, PHASE, REASON, RECORD, SEX, URGENCY, WHO, fill, londonDate } from '../../words';
import { Remark } from '../remarks';
import { go, goInstead, route } from '../route';
import { say } from '../said';
import { stops } from '../state';
import { StateMark } from '../state-mark';
import { openChange } from './draft';
import { removeStop } from './saving';
import { Why } from './why';

/** The stop whose removal wants a reason. */
const asksWhyOf = cell('');

function placeWords(location: Location): string {
  return location.source === 'none'
    ? RECORD.noPlace
    : location.source === 'gps'
      ? fill(RECORD.placeKnown, location.accuracy_m ?? '?')
      : RECORD.placeChosen;
}

/** What was answered, in the order of the form; what was not asked or not answered is left out. */
function rows(stop: Stop): [string, string][] {
  const all: [string, string | null | undefined][] = [
    [RECORD.finding, FINDING[stop.finding]],
    [RECORD.who, WHO[stop.accompanied_by]],
    [RECORD.reason, stop.reason && REASON[stop.reason]],
    [RECORD.outcome, stop.outcome && OUTCOME[stop.outcome]],
    [RECORD.phase, stop.phase && PHASE[stop.phase]],
    [RECORD.age, stop.age_band && AGE[stop.age_band]],
    [RECORD.sex, stop.sex && SEX[stop.sex]],
    [RECORD.urgent, stop.urgent && URGENCY[stop.urgent]],
    [RECORD.time, `${londonClock(stop.stopped_at)}, ${londonDate(stop.stopped_at)}`],
    [RECORD.place, placeWords(stop.location)],
    [RECORD.note, stop.note],
  ];
  return all.filter((row): row is [string, string] => Boolean(row[1]));
}

async function remove(stop: Stop, why: string): Promise<void> {
  if (!(await removeStop(stop, why))) return;
  say(fill(RECORD.removed, reference(stop.stop_id)));
  goInstead('today');
}

function Deeds({ stop }: { stop: Stop }): JSX.Element {
  if (asksWhyOf.value === stop.stop_id) {
    return (
      <div class="stack">
        <Why kind="remove" onWhy={(why) => void remove(stop, why)} />
        <button
          class="button button--quiet"
          onClick={() => {
            asksWhyOf.value = '';
          }}
        >
          {RECORD.keep}
        </button>
      </div>
    );
  }
  return (
    <div class="pair">
      <button class="button" onClick={() => openChange(stop)}>
        {RECORD.change}
      </button>
      <button
        class="button button--warn"
        onClick={() => {
          asksWhyOf.value = stop.stop_id;
        }}
      >
        {RECORD.remove}
      </button>
    </div>
  );
}

export function RecordScreen(): JSX.Element {
  const record = stops.value.find(({ stop }) => stop.stop_id === route.value.id);
  const back = { label: APP.today, onBack: () => go('today') };
  if (!record)
    return (
      <Page title={RECORD.gone} back={back}>
        <p />
      </Page>
    );
  const { stop, state } = record;
  // What waits to be read says it already.
  const unread = new Set(record.held.filter(needsOfficer).map((one) => one.problem?.code));
  const known = (stop.flags ?? []).filter((code) => FLAG[code] && !unread.has(code));
  return (
    <Page title={reference(stop.stop_id)} back={back} aside={<StateMark state={state} />}>
      {record.held.filter(needsOfficer).map((one) => (
        <Remark key={one.op_id} one={one} />
      ))}
      {known.map((code) => (
        <p class="flag" key={code}>
          {FLAG[code]}
        </p>
      ))}
      <Facts rows={rows(stop)} />
      <Deeds stop={stop} />
    </Page>
  );
}
