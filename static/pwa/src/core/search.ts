/** Finding an own record by what an officer remembers of it. */
import { londonDay } from './times';
import { plainCode } from './ids';

/** Does every word asked for stand in these texts, or in the reference however it is spelled? */
export function isFound(asked: string, reference: string, texts: string[]): boolean {
  const text = texts.join(' ').toLowerCase();
  const code = plainCode(reference);
  return asked
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word) || (plainCode(word) !== '' && code.includes(plainCode(word))));
}

/** The days of London's on which these moments lie, the latest first. */
export const daysOf = (moments: number[]): string[] => [...new Set(moments.map(londonDay))].sort().reverse();
