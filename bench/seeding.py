"""Many unsent stops on one phone, without tapping each: the stops that were tapped, copied by the page itself.

Each copy has ids, number, times, place and form times of its own, is hashed and sealed with the phone's key, and lies
in the same stores. What the app and the server can tell from a tapped one is only that it came sooner than a thumb can.
"""

from playwright.sync_api import Page

_COPY = """
async (many) => {
  const utf8 = new TextEncoder();
  const asked = (request) => new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  const db = await asked(indexedDB.open('sweep-outbox', 1));
  const read = db.transaction(['keys', 'enrolments', 'operations', 'views']);
  const [key, [enrolment], operations, views] = await Promise.all([
    asked(read.objectStore('keys').get('seal')),
    ...['enrolments', 'operations', 'views'].map((name) => asked(read.objectStore(name).getAll())),
  ]);
  const how = (label, iv) => ({ name: 'AES-GCM', iv, additionalData: utf8.encode(label) });
  const open = async (label, { iv, box }) =>
    new TextDecoder().decode(await crypto.subtle.decrypt(how(label, iv), key, box));
  const seal = async (label, text) => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    return { iv, box: await crypto.subtle.encrypt(how(label, iv), key, utf8.encode(text)) };
  };
  const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const newId = (ms) => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x70;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const all = ms.toString(16).padStart(12, '0') + hex(bytes).slice(12);
    return [all.slice(0, 8), all.slice(8, 12), all.slice(12, 16), all.slice(16, 20), all.slice(20)].join('-');
  };
  const between = (from, to) => Math.round(from + Math.random() * (to - from));
  const moved = (degrees) => Number((degrees + (Math.random() - 0.5) / 100).toFixed(7));
  const made = operations.filter((row) => row.state === 'unsent' && row.kind === 'stop.create');
  const templates = await Promise.all(made.map(async (row) => ({
    row,
    said: JSON.parse(await open(`operation ${row.op_id}`, row.sealed)),
    view: JSON.parse(await open(`view ${row.record_id}`, views.find(({ id }) => id === row.record_id).sealed)),
  })));
  const ago = Math.min(6 * 3600e3, Date.now() % 864e5);
  const copy = async ({ row, said, view }, i) => {
    const at = Math.round(Date.now() - ago + (ago * i) / many) - 2000;
    const [op_id, stop_id, encounter_id] = [newId(at), newId(at), newId(at)];
    const wire = (ms) => new Date(ms).toISOString().replace('Z', '+00:00');
    const placed = said.data.location;
    const location = { ...placed, lat: moved(placed.lat), lon: moved(placed.lon), accuracy_m: between(4, 40) };
    const form = { ...said.data.form, ms: between(4000, 60000) };
    const ids = { stop_id, encounter_id };
    const stopped_at = at - form.ms;
    const data = { ...said.data, ...ids, location, stopped_at: wire(stopped_at), form };
    const seq = enrolment.made + i + 1;
    const text = JSON.stringify({ ...said, op_id, seq, at: wire(at), data });
    const [digest, sealed, viewed] = await Promise.all([
      crypto.subtle.digest('SHA-256', utf8.encode(text)),
      seal(`operation ${op_id}`, text),
      seal(`view ${stop_id}`, JSON.stringify({ ...view, ...ids, location, stopped_at, head: op_id })),
    ]);
    return {
      operation: { ...row, op_id, seq, record_id: stop_id, bytes: utf8.encode(text).length,
        sha256: hex(new Uint8Array(digest)), sealed },
      view: { enrolment: row.enrolment, type: 'stop', id: stop_id, written_at: at, sealed: viewed },
    };
  };
  const copies = await Promise.all(Array.from({ length: many }, (_, i) => copy(templates[i % templates.length], i)));
  const tx = db.transaction(['enrolments', 'operations', 'views'], 'readwrite', { durability: 'strict' });
  for (const { operation, view } of copies) {
    tx.objectStore('operations').add(operation);
    tx.objectStore('views').put(view);
  }
  tx.objectStore('enrolments').put({ ...enrolment, made: enrolment.made + many });
  await new Promise((done, failed) => { tx.oncomplete = done; tx.onabort = () => failed(tx.error); });
  db.close();
}
"""


def copy_stops(page: Page, many: int) -> None:
    """Put so many copies of this phone's unsent stops beside them. The page must be loaded again to show them."""
    page.evaluate(_COPY, many)
