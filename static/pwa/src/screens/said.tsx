/** What was just done, in a line: it stays until the officer goes on to another screen. */
import type { JSX } from 'preact';
import { Notice } from '../ui/notice';
import { cell } from './cell';
import { onScreen } from './route';

const said = cell('');
let fresh = false;

/** `goesOn`: a screen comes next by itself, and the line belongs to that one. */
export function say(text: string, goesOn = true): void {
  said.value = text;
  fresh = goesOn;
}

onScreen(() => {
  if (!fresh) said.value = '';
  fresh = false;
});

export function Said(): JSX.Element {
  return <div role="status">{said.value && <Notice tone="good">{said.value}</Notice>}</div>;
}
