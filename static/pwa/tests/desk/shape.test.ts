/** An area between GeoJSON and a map: read, written, and whether it has an inside. */
import { describe, expect, it } from 'vitest';
import { crossesItself, middle, read, text, type Ring } from '../../desk/map/shape';

const SQUARE = '{"type":"Polygon","coordinates":[[[-1.8,52.4],[-1.7,52.4],[-1.7,52.5],[-1.8,52.5],[-1.8,52.4]]]}';
const RING: Ring = [
  [-1.8, 52.4],
  [-1.7, 52.4],
  [-1.7, 52.5],
  [-1.8, 52.5],
];

describe('an area', () => {
  it('is the same again after it was read and written', () => {
    expect(text(read(SQUARE)!)).toBe(SQUARE);
    const two = `{"type":"MultiPolygon","coordinates":[${'[[[0,0],[1,0],[1,1],[0,0]]],'}[[[2,2],[3,2],[3,3],[2,2]]]]}`;
    expect(text(read(two)!)).toBe(two);
  });

  it('keeps its holes', () => {
    const holed = '{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,0]],[[4,2],[5,2],[5,3],[4,2]]]}';
    expect(text(read(holed)!)).toBe(holed);
  });

  it('is taken out of what drawing tools wrap round it', () => {
    const feature = `{"type":"Feature","properties":{},"geometry":${SQUARE}}`;
    expect(read(feature)).toEqual([[RING]]);
    expect(read(`{"type":"FeatureCollection","features":[${feature}]}`)).toEqual([[RING]]);
  });

  it('is none where the text is half, empty or something else', () => {
    for (const other of ['', '{', '[]', 'null', '{"type":"Point","coordinates":[0,0]}', SQUARE.replace('52.4', '"x"')])
      expect(read(other), other).toBeNull();
  });

  it('is empty text while no outline has an inside', () => {
    expect(text([])).toBe('');
    expect(text([[RING.slice(0, 2)]])).toBe('');
  });

  it('is written to a metre', () => {
    expect(
      text([
        [
          [
            [0.123456789, 1],
            [2, 1],
            [2, 3],
          ],
        ],
      ]),
    ).toContain('[0.12346,1]');
  });
});

describe('an outline', () => {
  it('has a corner half way between the last and the first too', () => {
    expect(middle(RING, 0)).toEqual([-1.75, 52.4]);
    expect(middle(RING, 3)[0]).toBe(-1.8);
  });

  it('crosses itself as a bow tie does, and as a square does not', () => {
    const [a, b, c, d] = RING;
    expect(crossesItself(RING)).toBe(false);
    expect(crossesItself([a!, c!, b!, d!])).toBe(true);
    expect(crossesItself(RING.slice(0, 3))).toBe(false);
  });
});
