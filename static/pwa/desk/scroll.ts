/** A table wider than the screen scrolls by itself; then, and only then, the keyboard must reach it. */

export function markScrolling(): void {
  const mark = (): void => {
    for (const box of document.querySelectorAll<HTMLElement>('[data-scroll]')) {
      const scrolls = box.scrollWidth > box.clientWidth;
      box.toggleAttribute('tabindex', false);
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
