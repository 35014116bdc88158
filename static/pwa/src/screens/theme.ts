/** Light, dark or for bright sun: as the phone is set, unless the officer chose. The styles have the colours. */
import { keep, kept } from '../words/kept';
import { cell } from './cell';

export type Theme = 'auto' | 'light' | 'dark' | 'sun';

export const theme = cell((kept('theme') ?? 'auto') as Theme);
const page = document.documentElement;
page.dataset.theme = theme.value;

export function chooseTheme(chosen: Theme): void {
  page.dataset.theme = theme.value = chosen;
  keep('theme', chosen);
}
