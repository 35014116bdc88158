/** Which names a plan has room for: names that lie across each other tell less than none. */

/** A mark that has a name, from the middle of the plan, in hundredths of what is seen across; `y` downwards. */
export interface Named {
  name: string;
  x: number;
  y: number;
}

/** What is written to the right (1) or left (-1) of a mark, from `x` on. */
export interface Label extends Named {
  side: number;
}

/** Room that is taken: from and to across, its middle height, and half of how high it is. */
export type Room = [from: number, to: number, y: number, half: number];

/** From a mark's middle to its name, half of the mark, and from the plan's middle to its rim, with a little to spare. */
const [GAP, MARK, RIM] = [3.2, 2.4, 49];
/** Cut so, a name has room beside a mark in the very middle. */
const LONGEST = 17;

const apart = (a: Room, b: Room): boolean => a[0] >= b[1] || b[0] >= a[1] || Math.abs(a[2] - b[2]) >= a[3] + b[3];
const within = ([from, to, y, half]: Room): boolean => Math.max(-from, to, Math.abs(y) + half) <= RIM;

/**
 * The names to be written, the first of each list first, and never one across another. Those of `main` are worth a
 * mark that they cover; those of `rest` keep clear of every mark. `letter`: the height of the letters. `taken`: where
 * nothing may be written. A name stands on the side where there is more room, else on the other, else it is cut.
 */
export function labels(main: Named[], rest: Named[], letter: number, taken: Room[]): Label[] {
  const write = ({ name, x, y }: Named): Label[] => {
    for (const short of new Set([name, `${name.slice(0, LONGEST)}…`]))
      for (const side of x < 0 ? [1, -1] : [-1, 1]) {
        const far = GAP + short.length * 0.6 * letter;
        const room: Room = [x + (side > 0 ? GAP : -far), x + (side > 0 ? far : -GAP), y, 0.6 * letter];
        if (!within(room) || !taken.every((other) => apart(room, other))) continue;
        taken.push(room);
        return [{ name: short, x: x + side * GAP, y, side }];
      }
    return [];
  };
  const written = main.flatMap(write);
  taken.push(...[...main, ...rest].map(({ x, y }): Room => [x - MARK, x + MARK, y, MARK]));
  return [...written, ...rest.flatMap(write)];
}
