/** Leaves out of `idb` its walking of cursors, a sixth of its bytes, which nothing here uses. */
import type { Plugin } from 'vite';

const CURSORS = /const advanceMethodProps[^]*(?=export \{)/;
const USES_CURSORS = /for await|\.iterate\(|openCursor/;

/** Fails where `idb` is no longer laid out so, or our own source walks a cursor after all. */
export const leanIdb = (): Plugin => ({
  name: 'lean-idb',
  apply: 'build',
  transform(code, id) {
    if (/\/src\/.*\.tsx?$/.test(id) && USES_CURSORS.test(code)) throw new Error(`${id} walks a cursor: see lean-idb`);
    if (!id.endsWith('/idb/build/index.js')) return null;
    if (!CURSORS.test(code)) throw new Error('idb has changed: see lean-idb');
    return { code: code.replace(CURSORS, ''), map: null };
  },
});
