/** Coordinates copied from a map as one text. The server's rule is tried by tests/sweeps/test_plan_page.py. */
import { describe, expect, it } from 'vitest';
import { pairIn } from '../../desk/map/pair';

describe('a pair of coordinates', () => {
  it.each([
    ['52.41, -1.77', ['52.41', '-1.77']],
    ['52.41 −1.77', ['52.41', '-1.77']],
    [' 52.41;-1.77\n', ['52.41', '-1.77']],
  ])('is found in %j', (text, pair) => {
    expect(pairIn('sites-0-lat', text)).toEqual(pair);
  });

  it.each(['52.41', '52.41,', 'SP 15 79', '52.41, -1.77, 12', '.., -', ''])('is not found in %j', (text) => {
    expect(pairIn('sites-0-lat', text)).toBeNull();
  });

  it.each(['52,4128', '-1,77', '−1,77', '52 24', '1 000', '52.4128,1', '1.052,4128', '52.1.2, 1.7'])(
    'is no pair where %j is one number with a comma or a space in it',
    (text) => {
      expect(pairIn('sites-0-lat', text)).toBeNull();
    },
  );

  it.each(['sites-0-lon', 'sites-0-radius_m', 'sites-0-name'])('is looked for in the first box alone, not in %s', (box) => {
    expect(pairIn(box, '52.41, -1.77')).toBeNull();
  });
});
