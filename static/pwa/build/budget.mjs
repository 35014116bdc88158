/** Fails the build when the app's JavaScript, gzipped, outgrows what a phone should fetch and read: at its start, and in all. */
import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const FIRST_BUDGET_BYTES = 33_000;
const ALL_BUDGET_BYTES = 44_500;

const dist = new URL('../dist/', import.meta.url);
const assets = new URL('assets/', dist);
const sizeOf = (name) => gzipSync(readFileSync(new URL(name, assets)), { level: 9 }).length;
const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
const page = readFileSync(new URL('index.html', dist), 'utf8');
// What the page itself asks for; the other screens come when the first stands.
const first = scripts.filter((name) => page.includes(`assets/${name}`));

/** Says how large these are together, and whether they may be. */
function fits(what, names, budget) {
  const bytes = names.reduce((sum, name) => sum + sizeOf(name), 0);
  console.log(`${what}: ${(bytes / 1000).toFixed(1)} kB gzip of ${budget / 1000} kB`);
  return bytes <= budget;
}

if (first.length === 0) throw new Error('index.html asks for no script');
const results = [
  fits('App JavaScript at the start', first, FIRST_BUDGET_BYTES),
  fits('App JavaScript in all', scripts, ALL_BUDGET_BYTES),
];
if (results.includes(false)) process.exit(1);
