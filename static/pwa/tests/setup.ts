/** What the phone's browser has and Node may lack. */
import 'fake-indexeddb/auto';

if (!('navigator' in globalThis))
  Object.defineProperty(globalThis, 'navigator', { value: { userAgent: 'Node' }, configurable: true });
