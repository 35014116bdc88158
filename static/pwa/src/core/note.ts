/** A plain guess whether a note holds what should not be in it. It warns; it never stops anything. */

/** What names, streets and months look like is a matter of the language, so the patterns come with its words. */
export type Patterns<Kind extends string> = Record<Kind, string>;

/** The kinds of personal details that a note seems to hold, in the order of the patterns. */
export const personalKinds = <Kind extends string>(note: string, patterns: Patterns<Kind>): Kind[] =>
  (Object.keys(patterns) as Kind[]).filter((kind) => new RegExp(patterns[kind], 'u').test(note));
