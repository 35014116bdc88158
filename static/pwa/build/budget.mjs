/** Fails the build when the app's JavaScript, gzipped, outgrows what a phone on a poor signal should fetch. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const BUDGET_BYTES = 39_500;
const assets = new URL('../dist/assets/', import.meta.url);
const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
const bytes = scripts.reduce(
  (sum, name) => sum + gzipSync(readFileSync(new URL(name, assets)), { level: 9 }).length,
  0,
);

console.log(`App JavaScript: ${(bytes / 1000).toFixed(1)} kB gzip of ${BUDGET_BYTES / 1000} kB`);
if (bytes > BUDGET_BYTES) process.exit(1);
