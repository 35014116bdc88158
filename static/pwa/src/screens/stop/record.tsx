/** One own stop: what it says, what became of it, change it, remove it. */
import type { JSX } from 'preact';
import { toRead } from '../../core/outbox';
import { reference } from '../../core/ids';
import type { Location } from '../../core/place';
import type { Stop } from '../../core/stop';
import { Facts } from '../../ui/lists';
import { Page } from '../../ui/page';
import {
  AGE,
  APP,
  ETHNICITY,
  FINDING,
  FLAG,
  OUTCOME,
  PHASE,
  REASON,
  RECORD,
  SEX,
  STOP,
  URGENCY,
  WHO,
  fill,
} from '../../words';
import { Deeds } from '../deeds';
import { History, inWords, type Field } from '../history';
import { moment } from '../moment';
import { officerName } from '../patrol/roster';
import { Remark } from '../remarks';
import { go, goInstead, route } from '../route';
import { say } from '../said';
import { ground, stopOf } from '../state';
import { StateMark } from '../state-mark';
import { openChange } from './draft';
import { removeStop } from './saving';

function placeWords(location: Location): string {
  return location.source === 'none'
    ? RECORD.noPlace
    : location.source === 'gps'
      ? fill(RECORD.placeKnown, location.accuracy_m ?? '?')
      : RECORD[location.source === 'pin' ? 'placePinned' : 'placeChosen'];
}

const schoolName = (urn: string): string => ground.value.schools.find(({ id }) => id === urn)?.name ?? urn;

/** In the order of the form. */
const FIELDS: Field[] = [
  ['finding', RECORD.finding, FINDING],
  ['verified_finding', RECORD.verified, FINDING],
  ['accompanied_by', RECORD.who, WHO],
  ['reason', RECORD.reason, REASON],
  ['outcome', RECORD.outcome, OUTCOME],
  ['acted_by', STOP.actedBy, officerName],
  ['phase', RECORD.phase, PHASE],
  ['age_band', RECORD.age, AGE],
  ['sex', RECORD.sex, SEX],
  ['ethnicity', STOP.ethnicity, ETHNICITY],
  ['school_urn', RECORD.school, schoolName],
  ['urgent', RECORD.urgent, URGENCY],
  ['stopped_at', RECORD.time, moment],
  ['location', RECORD.place, placeWords],
  ['note', RECORD.note, String],
];

/** What was not asked or not answered is left out. */
const rows = (stop: Stop): [string, string][] =>
  FIELDS.map(([key, name, words]): [string, string] => [name, inWords(stop[key as keyof Stop], words)]).filter(
    ([, value]) => value,
  );

async function remove(stop: Stop, why: string): Promise<void> {
  if (!(await removeStop(stop, why))) return;
  say(fill(RECORD.removed, reference(stop.stop_id)));
  goInstead('today');
}

export function RecordScreen(): JSX.Element {
  const record = stopOf(route.value.id);
  const back = { label: APP.today, onBack: () => go('today') };
  if (!record)
    return (
      <Page title={RECORD.gone} back={back}>
        <p />
      </Page>
    );
  const { stop, state } = record;
  const unread = toRead(record.held);
  // What waits to be read says it already.
  const known = (stop.flags ?? []).filter((code) => FLAG[code] && !unread.some((one) => one.problem?.code === code));
  return (
    <Page title={reference(stop.stop_id)} back={back} aside={<StateMark state={state} />}>
      {stop.voided && <p class="flag">{RECORD.isRemoved}</p>}
      {unread.map((one) => (
        <Remark key={one.op_id} one={one} />
      ))}
      {known.map((code) => (
        <p class="flag" key={code}>
          {FLAG[code]}
        </p>
      ))}
      <Facts rows={rows(stop)} />
      {!stop.voided && (
        <Deeds onRemove={(why) => void remove(stop, why)}>
          <button class="button" onClick={() => openChange(stop)}>
            {RECORD.change}
          </button>
        </Deeds>
      )}
      <History id={stop.stop_id} record={stop} fields={FIELDS} />
    </Page>
  );
}
