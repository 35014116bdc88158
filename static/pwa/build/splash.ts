/**
 * What an iPhone shows while the installed app starts: our icon on the colour of the bar. Without these it shows white,
 * at night too. It wants one picture for each screen there is; Android makes its own from the manifest.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';
import type { HtmlTagDescriptor, Plugin } from 'vite';

/** iPhones since 2017 that still get updates: width and height in points, and pixels to a point. */
const SCREENS = [
  [375, 667, 2],
  [414, 896, 2],
  [375, 812, 3],
  [390, 844, 3],
  [393, 852, 3],
  [402, 874, 3],
  [414, 896, 3],
  [420, 912, 3],
  [428, 926, 3],
  [430, 932, 3],
  [440, 956, 3],
] as const;

const GROUND = [0x0b, 0x0c, 0x0c] as const;
const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Square, eight bits to each of red, green, blue and alpha. */
interface Icon {
  size: number;
  pixels: Buffer;
}

/** What a filtered byte is relative to: its neighbours left, above and above left (PNG 9.2). */
function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 4) {
    const guess = left + up - corner;
    const [a, b, c] = [left, up, corner].map((near) => Math.abs(guess - near)) as [number, number, number];
    return a <= b && a <= c ? left : b <= c ? up : corner;
  }
  return [0, left, up, (left + up) >> 1][filter]!;
}

/** Fails unless the file is a square of 8-bit RGBA, not interlaced, as our icons are. */
export function readIcon(png: Buffer): Icon {
  const size = png.readUInt32BE(16);
  if (!png.subarray(24, 29).equals(Buffer.from([8, 6, 0, 0, 0]))) throw new Error('The icon is not plain RGBA');
  const parts: Buffer[] = [];
  for (let at = 8; at < png.length; at += png.readUInt32BE(at) + 12) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const [raw, row] = [inflateSync(Buffer.concat(parts)), size * 4];
  const pixels = Buffer.alloc(size * row);
  for (let i = 0; i < pixels.length; i += 1) {
    const [y, x] = [Math.floor(i / row), i % row];
    const left = x >= 4 ? pixels[i - 4]! : 0;
    const up = y ? pixels[i - row]! : 0;
    const corner = y && x >= 4 ? pixels[i - row - 4]! : 0;
    pixels[i] = raw[i + y + 1]! + predicted(raw[y * (row + 1)]!, left, up, corner);
  }
  return { size, pixels };
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** The icon in the middle of a plain ground, as a PNG of `width` × `height` pixels. */
export function splash(icon: Icon, width: number, height: number): Buffer {
  const row = width * 3 + 1;
  const rows = Buffer.alloc(row * height);
  for (let at = 0; at < rows.length; at += 1) if (at % row) rows[at] = GROUND[((at % row) - 1) % 3]!;
  const [left, top] = [(width - icon.size) >> 1, (height - icon.size) >> 1];
  for (let i = 0; i < icon.size ** 2; i += 1) {
    const at = (top + Math.floor(i / icon.size)) * row + (left + (i % icon.size)) * 3 + 1;
    const alpha = icon.pixels[i * 4 + 3]! / 255;
    for (let c = 0; c < 3; c += 1) rows[at + c] = icon.pixels[i * 4 + c]! * alpha + GROUND[c]! * (1 - alpha);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2], 8);
  const body = deflateSync(rows, { level: 9 });
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

const nameOf = ([width, height, ratio]: (typeof SCREENS)[number]): string =>
  `splash/${width * ratio}x${height * ratio}.png`;

export function startPictures(): Plugin {
  let root = '';
  let base = '';
  return {
    name: 'sweep-start-pictures',
    apply: 'build',
    configResolved(config) {
      ({ root, base } = config);
    },
    generateBundle() {
      const icons = [192, 512].map((size) => readIcon(readFileSync(join(root, `public/icon-${size}.png`))));
      for (const screen of SCREENS) {
        const [width, height, ratio] = screen;
        const source = splash(icons[ratio - 2]!, width * ratio, height * ratio);
        this.emitFile({ type: 'asset', fileName: nameOf(screen), source });
      }
    },
    transformIndexHtml: () =>
      SCREENS.map((screen): HtmlTagDescriptor => {
        const [width, height, ratio] = screen;
        const media = `(device-width:${width}px) and (device-height:${height}px) and (-webkit-device-pixel-ratio:${ratio}) and (orientation:portrait)`;
        return {
          tag: 'link',
          // After the page's character set, which must come early.
          injectTo: 'head',
          attrs: { rel: 'apple-touch-startup-image', href: base + nameOf(screen), media },
        };
      }),
  };
}
