/** A session idles out in 15 minutes; a long form must not be lost to that while somebody types in it. */

const EVERY_MS = 4 * 60_000;

export function keepSignedIn(): void {
  let told = Date.now();
  document.addEventListener('input', (typing) => {
    if (!(typing.target as Element).closest('form[data-keep]')) return;
    if (Date.now() - told < EVERY_MS) return;
    told = Date.now();
    void fetch('/stay', { headers: { accept: 'application/json' } }).catch(() => undefined);
  });
}
