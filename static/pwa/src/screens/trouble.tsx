/** Everything this phone holds and why it has not gone, in plain words, with what one can do. Nothing vanishes here. */
import type { JSX } from 'preact';
import type { Held } from '../core/outbox';
import { hurry } from '../sync/schedule';
import { Empty } from '../ui/lists';
import { Notice } from '../ui/notice';
import { Page } from '../ui/page';
import { APP, fill, plural, TROUBLE } from '../words';
import { isThere, parked, remarks } from './cases';
import { nearlyFull } from './device';
import { deeds, Entries, nameOf } from './entries';
import { read, Remark } from './remarks';
import { Rescue } from './rescue';
import { go } from './route';
import { counts, held, timing } from './state';
import { countdown, whyWaiting } from './why';

function Next(): JSX.Element | null {
  const ended = whyWaiting.value === 'signed_off';
  if (ended || whyWaiting.value === 'sign_in')
    return (
      <button class="button button--main" onClick={() => go('enrol', 'again')}>
        {ended ? APP.newCode : APP.signIn}
      </button>
    );
  const due = countdown();
  return (
    <>
      <button class="button button--main" onClick={hurry}>
        {APP.sendNow}
      </button>
      <p class="next">{timing.value.sending ? TROUBLE.sending : due && fill(TROUBLE.nextTry, due)}</p>
    </>
  );
}

/** How many wait, why, and the one thing to do about it. */
function Waiting(): JSX.Element {
  const why = whyWaiting.value && TROUBLE.why[whyWaiting.value];
  return (
    <section class="stack waits">
      <p class="waits__many">{plural(counts.value.unsent, TROUBLE.waits)}</p>
      {why ? (
        <p>
          <strong>{why.is}</strong> {why.do}
        </p>
      ) : (
        <p>{TROUBLE.first}</p>
      )}
      <Next />
    </section>
  );
}

function Case({ one }: { one: Held }): JSX.Element {
  const isStop = one.kind.startsWith('stop');
  return (
    <li class="case">
      <h3>
        {isStop ? TROUBLE.stop : TROUBLE.shift} {nameOf(one)}
        <small>{deeds([one])}</small>
      </h3>
      <Remark one={one} />
      {isStop && isThere(one.record_id) && (
        <button class="button button--quiet" onClick={() => go('record', one.record_id)}>
          {TROUBLE.open}
        </button>
      )}
    </li>
  );
}

function Cases({ title, list }: { title: string; list: Held[] }): JSX.Element | null {
  if (list.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      {list === remarks.value && list.length > 1 && (
        <button class="button" onClick={() => read(list)}>
          {TROUBLE.seenAll}
        </button>
      )}
      <ul class="cases">
        {list.map((one) => (
          <Case key={one.op_id} one={one} />
        ))}
      </ul>
    </section>
  );
}

/** The most pressing thing here. */
function title(): string {
  const { needs_you, waiting, to_read, sent } = TROUBLE.titles;
  if (parked.value.length) return needs_you;
  if (counts.value.unsent) return waiting;
  return remarks.value.length ? to_read : sent;
}

export function TroubleScreen(): JSX.Element {
  const waiting = held.value.filter((one) => one.state === 'unsent');
  const aside = held.value.filter((one) => one.state === 'sent' && one.status === 'quarantined');
  const nothing = waiting.length + parked.value.length + remarks.value.length === 0;
  return (
    <Page title={title()} back={{ label: APP.back, onBack: () => go('home') }}>
      {nearlyFull.value && (
        <Notice tone="bad">
          <p>{APP.nearlyFull}</p>
        </Notice>
      )}
      <Cases title={TROUBLE.notTaken} list={parked.value} />
      {waiting.length > 0 && <Waiting />}
      {nothing && <Empty text={TROUBLE.none} hint={aside.length ? TROUBLE.noneAside : TROUBLE.noneHint} />}
      <Entries title={TROUBLE.waiting} hint={TROUBLE.entry} held={waiting} />
      <Cases title={TROUBLE.remarks} list={remarks.value} />
      <Entries title={TROUBLE.aside} hint={TROUBLE.asideHint} held={aside} />
      {waiting.length + parked.value.length > 0 && <Rescue />}
    </Page>
  );
}
