/** What is parked or flagged, why in a sentence, and what one can do. */
import type { JSX } from 'preact';
import { reference } from '../core/ids';
import type { Held } from '../core/outbox';
import { Empty } from '../ui/lists';
import { Page } from '../ui/page';
import { APP, STATE, TROUBLE } from '../words';
import { cases, isThere } from './cases';
import { Remark } from './remarks';
import { go } from './route';
import { counts } from './state';

function Case({ one }: { one: Held }): JSX.Element {
  const isStop = one.kind.startsWith('stop');
  return (
    <li class="case">
      <h2>{isStop ? `${TROUBLE.stop} ${reference(one.record_id)}` : TROUBLE.shift}</h2>
      <Remark one={one} />
      {isStop && isThere(one.record_id) && (
        <button class="button button--quiet" onClick={() => go('record', one.record_id)}>
          {TROUBLE.open}
        </button>
      )}
    </li>
  );
}

export function TroubleScreen(): JSX.Element {
  const list = cases.value;
  const onlyRemarks = list.length > 0 && counts.value.parked === 0;
  return (
    <Page title={onlyRemarks ? STATE.to_read : TROUBLE.title} back={{ label: APP.back, onBack: () => go('home') }}>
      {list.length === 0 && <Empty text={TROUBLE.none} />}
      <ul class="cases">
        {list.map((one) => (
          <Case key={one.op_id} one={one} />
        ))}
      </ul>
    </Page>
  );
}
