/** A table wider than the screen scrolls by itself; then, and only then, the keyboard must reach it. */

export function markScrolling(): void {
  const mark = (): void => {
    for (const box of document.querySelectorAll<HTMLElement>('[data-scroll]')) {
      const scrolls = box.scrollWidth > box.clientWidth;
      box.toggleAttribute('tabindex', false);
      hint(box, scrolls);
      if (scrolls) {
        box.tabIndex = 0;
        box.setAttribute('role', 'region');
        box.setAttribute('aria-label', box.dataset['scroll'] ?? '');
      } else {
        box.removeAttribute('role');
        box.removeAttribute('aria-label');
      }
    }
  };
  mark();
  addEventListener('resize', mark);
  document.getElementById('live')?.addEventListener('swapped', mark);
}

/** Phones hide the bar of what scrolls, so words say that there is more. */
function hint(box: HTMLElement, scrolls: boolean): void {
  const before = box.previousElementSibling;
  const shown = before?.classList.contains('app-scroll__hint') ? before : null;
  if (!scrolls) shown?.remove();
  if (!scrolls || shown) return;
  const words = document.createElement('p');
  words.className = 'app-scroll__hint';
  words.textContent = 'Wider than this screen: scroll it sideways.';
  box.before(words);
}
