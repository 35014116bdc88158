/** "You are still on patrol": said calmly, with one tap to put it right. Nothing ends by itself. */
import type { JSX } from 'preact';
import { Notice } from '../../ui/notice';
import { fill, PATROL } from '../../words';
import { moment } from '../moment';
import { go } from '../route';
import { now } from '../state';
import { asksEnd, endsOf, overdue, proposedEnd } from './ending';
import { endShifts } from './keeping';

function askWhen(): void {
  asksEnd.value = true;
  go('patrol');
}

export function StillOn(): JSX.Element | null {
  const late = overdue.value;
  if (!late[0]) return null;
  const ends = endsOf(late[0]);
  const at = proposedEnd(late);
  return (
    <Notice tone="plain">
      <p>
        {ends !== null && ends < now.value
          ? fill(PATROL.wasToEnd, moment(ends))
          : fill(PATROL.began, moment(late[0].started_at))}
      </p>
      <div class="pair">
        {at !== null && (
          <button class="button" onClick={() => void endShifts(late, at, true)}>
            {fill(PATROL.endedThen, moment(at))}
          </button>
        )}
        <button class={at === null ? 'button' : 'button button--quiet'} onClick={askWhen}>
          {at === null ? PATROL.end : PATROL.otherTime}
        </button>
      </div>
    </Notice>
  );
}
