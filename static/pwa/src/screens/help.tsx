/** How this phone stands, what the signs mean, and the rarer deeds. */
import type { JSX } from 'preact';
import type { RecordState } from '../core/outbox';
import { londonClock } from '../core/times';
import { chooseEnrolment } from '../store/enrolments';
import { practising } from '../store/practice';
import { Facts } from '../ui/lists';
import { Page } from '../ui/page';
import { HELP, londonDate, plural, ROLE, STATE_MEANS, waiting } from '../words';
import { parked } from './cases';
import { locationAllowed, nearlyFull, storageKept } from './device';
import { HowToInstall } from './install';
import { Practise } from './practice/offer';
import { go } from './route';
import { Settings } from './settings';
import { counts, everyone, me, others, patrol, sweepId } from './state';
import { StateMark } from './state-mark';

declare const __APP_VERSION__: string;
const STATES: RecordState[] = ['sent', 'waiting', 'with_coordinator', 'to_read', 'needs_you'];

function contactWords(): string {
  const at = me.value?.contact_at;
  return at ? `${londonClock(at)}, ${londonDate(at)}` : HELP.never;
}

function clockWords(): string {
  const clock = me.value?.clock;
  if (!clock) return HELP.unknown;
  const minutes = Math.round(clock.offset_ms / 60_000);
  if (minutes === 0) return HELP.clockRight;
  return minutes > 0 ? plural(minutes, HELP.clockBehind) : plural(-minutes, HELP.clockAhead);
}

function facts(): [string, string][] {
  const officer = me.value!.officer;
  const kept = storageKept.value;
  return [
    [HELP.officer, `${officer.name}, ${ROLE[officer.role]}`],
    [HELP.authority, me.value!.authority.la_name],
    [HELP.waiting, waiting(counts.value.unsent, parked.value.length) || HELP.nothing],
    [HELP.contact, contactWords()],
    [HELP.clock, clockWords()],
    [HELP.location, HELP[locationAllowed.value]],
    [HELP.storage, kept === null ? HELP.unknown : kept ? HELP.kept : HELP.notKept],
    [HELP.room, nearlyFull.value === null ? HELP.unknown : nearlyFull.value ? HELP.low : HELP.enough],
    [HELP.version, __APP_VERSION__],
  ];
}

/** Handing the phone over stops nothing: each officer's records wait and go under that officer's name. */
function Officers(): JSX.Element {
  return (
    <section class="stack">
      <h2>{HELP.others}</h2>
      {everyone.value.map((one) =>
        one.id === me.value?.id ? (
          <p key={one.id}>
            <strong>{one.officer.name}</strong> · {HELP.current}
          </p>
        ) : (
          <button key={one.id} class="button button--quiet" onClick={() => void chooseEnrolment(one.id)}>
            {HELP.use} {one.officer.name}
            {others.value[one.id] ? ` · ${plural(others.value[one.id]!, HELP.othersWaiting)}` : ''}
          </button>
        ),
      )}
      {patrol.value.length > 0 && <p>{HELP.goesOn}</p>}
      <button class="button button--quiet" onClick={() => go('enrol')}>
        {HELP.addOfficer}
      </button>
    </section>
  );
}

export function HelpScreen(): JSX.Element {
  return (
    <Page title={HELP.title}>
      <section class="stack">
        <h2>{HELP.phone}</h2>
        <Facts rows={facts()} />
        {!practising && (
          <button class="button button--quiet" onClick={() => go('trouble')}>
            {HELP.seeTrouble}
          </button>
        )}
        {(patrol.value.length === 0 || !sweepId.value) && (
          <button class="button button--quiet" onClick={() => go('sweeps')}>
            {HELP.changeSweep}
          </button>
        )}
      </section>
      <Settings />
      {!practising && <HowToInstall />}
      {!practising && <Practise />}
      <section>
        <h2>{HELP.states}</h2>
        <dl class="signs">
          {STATES.map((state) => (
            <div key={state}>
              <dt>
                <StateMark state={state} />
              </dt>
              <dd>{STATE_MEANS[state]}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section>
        <h2>{HELP.rules}</h2>
        {/* A window of its own: in an installed app there would be no way back. */}
        <a href={HELP.guideAt} target="_blank">
          {HELP.guide}
        </a>
        <ul class="plain">
          {HELP.rule.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </section>
      {!practising && <Officers />}
    </Page>
  );
}
