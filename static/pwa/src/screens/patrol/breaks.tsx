/** One tap for everyone's break, and one to go on. */
import type { JSX } from 'preact';
import { isOnBreak, type Shift } from '../../core/shift';
import { PATROL } from '../../words';
import { patrol } from '../state';
import { toggleBreak } from './keeping';

/** Those whose time this phone began: only it knows of their breaks. */
export const begunHere = (): Shift[] => patrol.value.filter((shift) => !shift.elsewhere);

/** Everyone who walks with this phone is on a break. */
export const isPaused = (): boolean => begunHere().length > 0 && begunHere().every(isOnBreak);

export function BreakForAll(): JSX.Element {
  const walking = begunHere();
  const paused = isPaused();
  const back = walking.length > 1 ? PATROL.everyoneBack : PATROL.back;
  return (
    <button class="button" onClick={() => void toggleBreak(walking, !paused)}>
      {paused ? back : PATROL.everyoneBreak}
    </button>
  );
}
