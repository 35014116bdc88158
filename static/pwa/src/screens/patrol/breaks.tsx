/** One tap for everyone's break, and one to go on. */
import type { JSX } from 'preact';
import { isOnBreak } from '../../core/shift';
import { PATROL } from '../../words';
import { patrol } from '../state';
import { toggleBreak } from './keeping';

/** Everyone who walks with this phone is on a break. */
export const isPaused = (): boolean => patrol.value.length > 0 && patrol.value.every(isOnBreak);

export function BreakForAll(): JSX.Element {
  const walking = patrol.value;
  const paused = isPaused();
  const back = walking.length > 1 ? PATROL.everyoneBack : PATROL.back;
  return (
    <button class="button" onClick={() => void toggleBreak(walking, !paused)}>
      {paused ? back : PATROL.everyoneBreak}
    </button>
  );
}
