/**
 * What the screens read. The app is small enough to be shown anew as a whole after any change, so a value need not
 * know who reads it; that is all of a signal library that was used here, in a tenth of its bytes.
 */
export interface Cell<T> {
  value: T;
}

let version = 0;
let due = false;
let show: () => void = () => undefined;

// A task of its own, not a microtask: what a save changes, await after await, is then shown once and not five times.
const afterwards = new MessageChannel();
afterwards.port1.onmessage = () => {
  due = false;
  show();
};

/** Changes made in one go are shown in one go. */
function changed(): void {
  version += 1;
  if (due) return;
  due = true;
  afterwards.port2.postMessage(null);
}

/** A value whose change shows the screens anew. */
export function cell<T>(value: T): Cell<T> {
  return {
    get value() {
      return value;
    },
    set value(next: T) {
      if (Object.is(value, next)) return;
      value = next;
      changed();
    },
  };
}

/** A value worked out from others, at most once between two changes. */
export function derived<T>(work: () => T): { readonly value: T } {
  let known: { version: number; value: T } | null = null;
  return {
    get value() {
      if (known?.version !== version) known = { version, value: work() };
      return known.value;
    },
  };
}

const DRAWN_MS = 150;

/**
 * What a change leaves to be done once it is drawn, so that it doesn't stand between a tap and what that tap shows. By
 * the clock and not by the frame: a phone that is put away at once draws none.
 */
export const afterDrawing = (work: () => unknown): void => void setTimeout(work, DRAWN_MS);

/** From now on every change calls `render`. */
export function showWith(render: () => void): void {
  show = render;
  render();
}
