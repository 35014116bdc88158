import { clicked } from '../page';
import { expect, test } from 'vitest';
import { countTaps, startPace } from '../../src/screens/stop/pace';

countTaps();

/** A click so many ms after the form opened, the `detail`th running at its place: does it reach the form? */
function reaches(detail: number, after: number): boolean {
  startPace();
  const event = new Event('click', { cancelable: true });
  Object.defineProperties(event, { detail: { value: detail }, timeStamp: { value: performance.now() + after } });
  clicked(event);
  return !event.defaultPrevented;
}

test('the second half of a double tap on New stop is no answer', () => {
  expect(reaches(2, 150)).toBe(false);
});

test('a tap anywhere else is one, however quick', () => {
  expect(reaches(1, 150)).toBe(true);
});

test('a form that stands takes double taps for what they are', () => {
  expect(reaches(2, 900)).toBe(true);
});
