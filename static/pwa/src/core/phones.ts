/** What kind of phone this is, as far as the ways of its system matter. */

/** Does it put apps on its screen as an iPhone does? A tablet may say that it is a Mac; only it can be touched. */
export const isApple = (agent: string, touchPoints: number): boolean =>
  /iPhone|iPad/.test(agent) || (agent.includes('Macintosh') && touchPoints > 1);

export type System = 'iphone' | 'android' | 'other';

/** Whose settings the officer has to go through. */
export const systemOf = (agent: string, touchPoints: number): System =>
  isApple(agent, touchPoints) ? 'iphone' : agent.includes('Android') ? 'android' : 'other';
