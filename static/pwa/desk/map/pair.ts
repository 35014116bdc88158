/** A latitude and a longitude copied from a map as one text. Pure: no map and no page. */

// As the server reads it (sweep/sweeps/plan_form.py). Both have a fraction: `52,41` is one number as much of Europe writes it.
const PAIR = /^([-+]?\d{1,2}\.\d+)\s*[,;\s]\s*([-+]?\d{1,3}\.\d+)$/;

/** What was typed into the box of this name as its two numbers, as they were written; null unless it is the latitude's. */
export function pairIn(box: string, text: string): [string, string] | null {
  const found = box.endsWith('-lat') ? PAIR.exec(text.trim().replaceAll('−', '-')) : null;
  return found ? [found[1]!, found[2]!] : null;
}
