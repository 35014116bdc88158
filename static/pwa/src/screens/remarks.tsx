/** Remarks on one operation, or why it was not taken, with what can be done about it. */
import type { JSX } from 'preact';
import type { Held } from '../core/outbox';
import { markSeen, unparkOperation } from '../store/outbox';
import { wake } from '../sync/schedule';
import { TROUBLE } from '../words';

async function tryAgain(one: Held): Promise<void> {
  await unparkOperation(one.enrolment, one.op_id);
  wake();
}

export function Remark({ one }: { one: Held }): JSX.Element {
  const parked = one.state === 'parked';
  const ours = one.problem && TROUBLE.problem[one.problem.code];
  const said = [parked && !ours && TROUBLE.parked, ours || one.problem?.detail].filter(Boolean);
  return (
    <div class={parked ? 'flag flag--strong stack' : 'flag stack'}>
      {!parked && (
        <p>
          <strong>{one.problem?.title}</strong>
        </p>
      )}
      {said.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {!parked && <p class="hint">{TROUBLE.flaggedHint}</p>}
      <button class="button" onClick={() => void (parked ? tryAgain(one) : markSeen(one.enrolment, one.op_id))}>
        {parked ? TROUBLE.again : TROUBLE.seen}
      </button>
    </div>
  );
}
