/** Said once today's patrol is over, so that nobody wonders whether its time was kept. */
import type { JSX } from 'preact';
import { duration, fill, PATROL } from '../../words';
import { minutes, patrol, todaysShifts } from '../state';

export function PatrolEnded(): JSX.Element | null {
  if (patrol.value.length > 0 || todaysShifts.value.length === 0) return null;
  return <p class="line">{fill(PATROL.ended, duration(minutes.value))}</p>;
}
