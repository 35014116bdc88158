/** The badge with this phone's numbers. */
import type { JSX } from 'preact';
import { londonClock } from '../core/times';
import { wake } from '../sync/schedule';
import { SyncBadge } from '../ui/sync-badge';
import { APP, badge, fill } from '../words';
import { cases } from './cases';
import { go } from './route';
import { counts, me, now, timing } from './state';

/** `0:20` until then. */
function countdown(at: number): string {
  const seconds = Math.max(0, Math.round((at - now.value) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function aside(unsent: number): string {
  if (timing.value.sending && unsent) return APP.sending;
  if (unsent && timing.value.next_try) return fill(APP.nextTry, countdown(timing.value.next_try));
  const contact = me.value?.contact_at;
  return contact ? fill(APP.lastContact, londonClock(contact)) : APP.noContact;
}

export function Badge(): JSX.Element {
  const { unsent, parked } = counts.value;
  const needsYou = cases.value.length;
  const state = parked ? 'needs_you' : needsYou ? 'to_read' : unsent ? 'waiting' : 'sent';
  return (
    <SyncBadge
      text={badge(unsent, needsYou, parked)}
      aside={aside(unsent)}
      state={state}
      sendNow={unsent ? APP.sendNow : null}
      onSend={wake}
      onTrouble={() => go('trouble')}
    />
  );
}
