import { expect, test } from 'vitest';
import { isApple, systemOf } from '../../src/core/phones';

test('an iPad that says it is a Mac is told the iPhone’s way to the Home Screen', () => {
  expect(isApple('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 5)).toBe(true);
  expect(isApple('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.0 Safari/605.1.15', 5)).toBe(true);
  expect(isApple('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0', 0)).toBe(false);
  expect(isApple('Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/140.0', 5)).toBe(false);
});

test('each phone is told the steps of its own system', () => {
  expect(systemOf('Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)', 5)).toBe('iphone');
  expect(systemOf('Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/140.0', 5)).toBe('android');
  expect(systemOf('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0', 0)).toBe('other');
});
