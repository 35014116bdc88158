/** The pictures that an iPhone shows while the app starts. */
import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readIcon, splash } from '../../build/splash';

const icon = readIcon(readFileSync(new URL('../../public/icon-192.png', import.meta.url)));

/** The colour of one pixel of a picture without filters, as `splash` makes them. */
function colourAt(png: Buffer, x: number, y: number): number[] {
  const body = png.subarray(41, 41 + png.readUInt32BE(33));
  const at = y * (png.readUInt32BE(16) * 3 + 1) + x * 3 + 1;
  return [...inflateSync(body).subarray(at, at + 3)];
}

test('it has the size of the screen, the colour of the bar, and our icon in the middle', () => {
  const png = splash(icon, 750, 1334);
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([750, 1334]);
  expect(colourAt(png, 0, 0)).toEqual([0x0b, 0x0c, 0x0c]);
  expect(colourAt(png, 749, 1333)).toEqual([0x0b, 0x0c, 0x0c]);
  // Just below the middle: the yellow of the area.
  expect(colourAt(png, 375, 667 + 12)).toEqual([0xff, 0xdd, 0x00]);
});
