/**
 * What stands on what is clear enough in every theme: WCAG 2.2 1.4.3 (text, 4.5 : 1) and 1.4.11 (edges and marks,
 * 3 : 1), worked out from the colours that the styles really end up with.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { compile } from 'sass';
import { describe, expect, test } from 'vitest';

const styles = new URL('../../src/styles/', import.meta.url);
const css = compile(new URL('app.scss', styles).pathname, { quietDeps: true, logger: { warn: () => undefined } }).css;

type Colours = Record<string, string>;

/** The declarations of the blocks with this selector, later ones over earlier ones. */
function declared(selector: string, source = css): Colours {
  const blocks = source.split(`${selector} {`).slice(1);
  const lines = blocks.flatMap((block) => block.slice(0, block.indexOf('}')).match(/--[\w-]+: [^;]+/g) ?? []);
  return Object.fromEntries(lines.map((line) => line.split(': ') as [string, string]));
}

const media = (query: string): string => {
  const at = css.indexOf(`@media ${query} {`);
  expect(at, query).toBeGreaterThan(-1);
  return css.slice(at, css.indexOf('\n}', at));
};

const light = declared(':root');
const themes: Record<string, Colours> = {
  light,
  dark: { ...light, ...declared('[data-theme=dark]') },
  sun: { ...light, ...declared('[data-theme=sun]') },
  'dark, more contrast': {
    ...light,
    ...declared('[data-theme=auto]', media('(prefers-color-scheme: dark) and (prefers-contrast: more)')),
  },
};

/** Relative luminance of `#rgb` or `#rrggbb`, as WCAG has it. */
function luminance(colour: string): number {
  const digits = colour.length === 4 ? colour.replace(/[\da-f]/gi, '$&$&') : colour;
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: Colours, one: string, other: string): number {
  const value = (name: string): string => theme[`--${name}`]!.replace(/^var\(--(\w+)\)$/, (_, of) => theme[`--${of}`]!);
  const [dark, bright] = [luminance(value(one)), luminance(value(other))].sort((a, b) => a - b) as [number, number];
  return (bright + 0.05) / (dark + 0.05);
}

const GROUNDS = ['page', 'tint-plain', 'tint-good', 'tint-bad', 'tint-wait'];
const on = (ground: string, ...names: string[]): [string, string][] => names.map((name) => [name, ground]);

/** Words, and what they stand on. */
const TEXTS = [
  ...GROUNDS.flatMap((ground) => on(ground, 'text', 'quiet', 'link', 'good', 'bad')),
  ...on('bar', 'on-bar'),
  ...on('go', 'on-go'),
  ...on('chosen', 'on-chosen'),
  ...on('focus', 'on-focus'),
  ...on('quiet', 'page'),
];

/** Edges of controls and marks that say something, and what they stand on. */
const MARKS = [
  ...GROUNDS.flatMap((ground) => on(ground, 'edge', 'brand')),
  ...on('page', 'go', 'chosen'),
  ...on('bar', 'focus'),
];

describe.each(Object.entries(themes))('%s', (_, theme) => {
  test.each(TEXTS)('%s can be read on %s', (name, ground) => {
    expect(contrast(theme, name, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(MARKS)('%s can be told from %s', (name, ground) => {
    expect(contrast(theme, name, ground)).toBeGreaterThanOrEqual(3);
  });

  // A yellow line with a dark one around it: one of the two is seen on any ground.
  test.each([...GROUNDS, 'go', 'chosen', 'bar'])('the focus can be seen on %s', (ground) => {
    const rings = [contrast(theme, 'focus', ground), contrast(theme, 'on-focus', ground)];
    expect(Math.max(...rings)).toBeGreaterThanOrEqual(3);
    expect(contrast(theme, 'focus', 'on-focus')).toBeGreaterThanOrEqual(3);
  });
});

test('bright sun has black and white and nothing between but the colour of what is wrong', () => {
  const colours = new Set(GROUNDS.map((ground) => themes.sun![`--${ground}`]));
  expect([...colours]).toEqual(['#fff', 'var(--page)']);
  expect(contrast(themes.sun!, 'text', 'page')).toBe(21);
  expect(contrast(themes.sun!, 'bad', 'page')).toBeGreaterThanOrEqual(7);
});

test('a phone that is set to dark or to more contrast gets what choosing it would give', () => {
  expect(declared('[data-theme=auto]', media('(prefers-color-scheme: dark)'))).toEqual(declared('[data-theme=dark]'));
  expect(declared('[data-theme=auto]', media('(prefers-contrast: more)'))).toEqual(declared('[data-theme=sun]'));
});

test('the bar at the top has the colour that the phone paints around the app', () => {
  const page = readFileSync(new URL('../../index.html', import.meta.url), 'utf8');
  const manifest = JSON.parse(readFileSync(new URL('../../public/manifest.webmanifest', import.meta.url), 'utf8'));
  for (const theme of Object.values(themes)) expect(theme['--bar']).toBe(manifest.theme_color);
  expect(page).toContain(`<meta name="theme-color" content="${manifest.theme_color}">`);
});

test('no style names a colour but the themes', () => {
  const others = readdirSync(styles).filter((name) => name !== '_themes.scss');
  for (const name of others) {
    const source = readFileSync(new URL(name, styles), 'utf8').replace(/\/\/.*/g, '');
    expect([name, source.match(/#[\da-f]{3,8}\b|rgba?\(|hsl|govuk-(functional-)?colour|: (white|black)\b/gi)]).toEqual([
      name,
      null,
    ]);
  }
});
