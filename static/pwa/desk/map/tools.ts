/** The buttons over a map: plain words, reached by keyboard and screen reader like any other button. */

export interface Tool {
  words: string;
  act: () => void;
  pressed?: boolean;
}

/** Puts these in the box's place; whoever was at one of them stays at its place. */
export function putTools(box: Element, tools: Tool[]): void {
  const focused = [...box.children].indexOf(document.activeElement as Element);
  box.replaceChildren(...tools.map(buttonOf));
  if (focused >= 0) ((box.children[focused] ?? box.lastElementChild) as HTMLElement | null)?.focus();
}

function buttonOf({ words, act, pressed }: Tool): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'app-map-tool';
  button.textContent = words;
  if (pressed !== undefined) button.setAttribute('aria-pressed', String(pressed));
  button.addEventListener('click', act);
  return button;
}
