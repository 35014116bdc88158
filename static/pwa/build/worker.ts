/** Builds the service worker last, by a build of its own, once every file of the app shell is known. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { build, type Plugin } from 'vite';

/** Every file under `folder` but the worker and the pictures that a phone takes once, when the app is installed. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split('\\').join('/'))
    .filter((name) => name !== 'sw.js' && !name.startsWith('splash/'))
    .sort();
}

/** A name for exactly these bytes, so that one build has one precache. */
export function nameOf(folder: string, files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

/** Fails unless the list holds the page itself: a worker without it can't start the app offline. */
export function demandIndex(files: string[]): void {
  if (!files.includes('index.html')) throw new Error('The service worker would not cache index.html');
}

async function buildWorker(root: string, outDir: string): Promise<void> {
  const files = filesIn(outDir);
  demandIndex(files);
  await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    // `define`, because the minifier strips placeholders written as comments.
    define: { __FILES__: JSON.stringify(files), __BUILD__: JSON.stringify(nameOf(outDir, files)) },
    build: {
      outDir,
      emptyOutDir: false,
      lib: { entry: join(root, 'src/sw.ts'), formats: ['es'], fileName: () => 'sw.js' },
    },
  });
  const text = readFileSync(join(outDir, 'sw.js'), 'utf8');
  if (!text.includes('index.html')) throw new Error('The built service worker lost its file list');
}

export function serviceWorker(): Plugin {
  let root = '';
  let outDir = '';
  return {
    name: 'sweep-service-worker',
    apply: 'build',
    configResolved(config) {
      root = config.root;
      outDir = join(config.root, config.build.outDir);
    },
    closeBundle: { sequential: true, handler: () => buildWorker(root, outDir) },
  };
}
