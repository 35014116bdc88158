/** Remarks on one operation, or why it was not taken, with what can be done about it. */
import type { JSX } from 'preact';
import type { Held } from '../core/outbox';
import { markSeen, unparkOperation } from '../store/outbox';
import { wake } from '../sync/schedule';
import { FLAG, TROUBLE } from '../words';

async function tryAgain(one: Held): Promise<void> {
  await unparkOperation(one.enrolment, one.op_id);
  wake();
}

/** Read, and gone from here: the heading says what is left. */
export function read(remarks: Held[]): void {
  document.querySelector('h1')?.focus();
  void markSeen(remarks[0]!.enrolment, remarks);
}

export function Remark({ one }: { one: Held }): JSX.Element {
  const parked = one.state === 'parked';
  const { code = '', title = '', detail = '' } = one.problem ?? {};
  const ours = parked ? TROUBLE.problem[code] : FLAG[code];
  return (
    <div class={parked ? 'flag flag--strong stack' : 'flag stack'}>
      <p>
        <strong>{ours ?? (parked ? TROUBLE.parked : TROUBLE.remark)}</strong>
      </p>
      {/* What a newer server says of something this app doesn't know yet; servers speak English. */}
      {!ours && <p lang="en">{detail || title}</p>}
      {!parked && <p class="hint">{TROUBLE.flaggedHint}</p>}
      <button class="button" onClick={() => (parked ? void tryAgain(one) : read([one]))}>
        {parked ? TROUBLE.again : TROUBLE.seen}
      </button>
    </div>
  );
}
