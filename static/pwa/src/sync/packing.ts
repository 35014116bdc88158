/**
 * Whether a body goes packed, and the packing. Most networks let gzip through; some break it off or refuse it, so what
 * became of the last bodies decides about the next. Kept for as long as the app is open. Knows nothing of calls.
 */

/** What fits into one packet is not sent sooner for being smaller. */
const ONE_PACKET = 1400;
const PACKING_MS = 5000;
/** Answered to a packed body, these may mean that something on the way doesn't let such through. */
const NOT_LET_THROUGH = [400, 403, 406, 415];
/** A bad signal breaks off a body now and then; something on the way that can't bear packed ones, always. */
const NOW_AND_THEN = 2;

/** `refused`: packed is not let through. `broken`: bodies broken off since the last packed one was answered. */
const way = { refused: false, broken: 0 };

/** Nobody can tell a filter from a bad signal by what breaks off, so then they go plain and packed in turn. */
const isPlainsTurn = (): boolean => way.broken > NOW_AND_THEN && way.broken % 2 === 1;

/** A day's outbox packed is a tenth of itself. Where that can't be done, or not in time, it goes as it is. */
export async function pack(text: string): Promise<ArrayBuffer | string> {
  if (text.length < ONE_PACKET || way.refused || isPlainsTurn()) return text;
  try {
    const packed = new Response(new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer();
    return await Promise.race([packed, new Promise<string>((done) => setTimeout(done, PACKING_MS, text))]);
  } catch {
    return text;
  }
}

/** An answer came to this body, whoever gave it. */
export function noteAnswer(body: BodyInit | undefined, status: number): void {
  if (!(body instanceof ArrayBuffer)) return;
  way.refused = NOT_LET_THROUGH.includes(status);
  way.broken = 0;
}

/** A body was broken off on its way, packed or plain; one that we gave up ourselves was not. */
export function noteBreak(): void {
  way.broken += 1;
}
