/** The badge with this phone's numbers. */
import type { JSX } from 'preact';
import { londonClock } from '../core/times';
import { practising } from '../store/practice';
import { hurry } from '../sync/schedule';
import { SyncBadge } from '../ui/sync-badge';
import { APP, badge, fill } from '../words';
import { parked, remarks } from './cases';
import { go, route } from './route';
import { counts, me, timing } from './state';
import { countdown } from './why';

function aside(unsent: number): string {
  if (timing.value.sending && unsent) return APP.sending;
  if (unsent && timing.value.next_try) return fill(APP.nextTry, countdown());
  const contact = me.value?.contact_at;
  return contact ? fill(APP.lastContact, londonClock(contact)) : APP.noContact;
}

export function Badge(): JSX.Element {
  const { unsent } = counts.value;
  const [bad, read] = [parked.value.length, remarks.value.length];
  const state = bad ? 'needs_you' : read ? 'to_read' : unsent ? 'waiting' : 'sent';
  // What waits is on the screen already, with a larger Send now; in practice nothing ever goes.
  const there = practising || route.value.screen === 'trouble';
  return (
    <SyncBadge
      text={badge(unsent, bad, read)}
      aside={aside(unsent)}
      state={state}
      sendNow={unsent && !there ? APP.sendNow : null}
      onSend={hurry}
      onTrouble={there || state === 'sent' ? null : () => go('trouble')}
    />
  );
}
