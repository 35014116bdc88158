/** Builds the desk's styles and scripts where their entry exists. */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
if (existsSync(`${root}desk/desk.ts`)) await build({ root, configFile: `${root}vite.desk.config.ts` });
