/** What is parked or flagged, why in a sentence, and what one can do. */
import type { JSX } from 'preact';
import { reference } from '../core/ids';
import { needsOfficer, type Held } from '../core/outbox';

import { markSeen, unparkOperation } from '../store/outbox';
import { wake } from '../sync/schedule';
import { Page } from '../ui/page';
import { APP, TROUBLE } from '../words';
import { go } from './route';
import { held, stops } from './state';

async function tryAgain(one: Held): Promise<void> {
  await unparkOperation(one.enrolment, one.op_id);
  wake();
}

function Case({ one }: { one: Held }): JSX.Element {
  const isStop = one.kind.startsWith('stop');
  const there = stops.value.some(({ stop }) => stop.stop_id === one.record_id);
  const parked = one.state === 'parked';
  return (
    <li class="case">
      <h2>{isStop ? `${TROUBLE.stop} ${reference(one.record_id)}` : TROUBLE.shift}</h2>
      <p>{parked ? TROUBLE.parked : (one.problem?.title ?? '')}</p>
      {one.problem && <p>{one.problem.detail}</p>}
      {!parked && <p class="hint">{TROUBLE.flaggedHint}</p>}
      <div class="pair">
        {parked ? (
          <button type="button" class="button" onClick={() => void tryAgain(one)}>
            {TROUBLE.again}
          </button>
        ) : (
          <button type="button" class="button" onClick={() => void markSeen(one.enrolment, one.op_id)}>
            {TROUBLE.seen}
          </button>
        )}
        {isStop && there && (
          <button type="button" class="button button--quiet" onClick={() => go('record', one.record_id)}>
            {TROUBLE.open}
          </button>
        )}
      </div>
    </li>
  );
}

export function TroubleScreen(): JSX.Element {
  const cases = held.value.filter(needsOfficer);
  return (
    <Page title={TROUBLE.title} back={{ label: APP.back, onBack: () => go('home') }}>
      {cases.length === 0 && (
        <div class="empty">
          <p>
            <strong>{TROUBLE.none}</strong>
          </p>
        </div>
      )}
      <ul class="cases">
        {cases.map((one) => (
          <Case key={one.op_id} one={one} />
        ))}
      </ul>
    </Page>
  );
}
