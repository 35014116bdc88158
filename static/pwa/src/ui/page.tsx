/** The frame of a screen: a heading that takes the focus when the screen comes, and a way back where there is one. */
import type { ComponentChildren, JSX } from 'preact';
import { Back } from './icons';

interface PageProps {
  title: string;
  aside?: ComponentChildren;
  back?: { label: string; onBack: () => void };
  /** Stays in sight below what scrolls. */
  bar?: ComponentChildren;
  children: ComponentChildren;
}

/** A new screen: from the top, its name in the window's title, its heading read out. */
function arrive(heading: HTMLElement | null): void {
  if (!heading) return;
  // With the frame that draws the screen: asked for at once, the browser would lay the screen out twice.
  requestAnimationFrame(() => {
    scrollTo(0, 0);
    // And the focus after it: it is the dearer half, and nobody sees it.
    setTimeout(() => {
      document.title = `${heading.textContent} – Sweep`;
      heading.focus({ preventScroll: true });
    });
  });
}

export function Page({ title, aside, back, bar, children }: PageProps): JSX.Element {
  return (
    <main class="page">
      <div class="page__body">
        <header class="page__head">
          {back && (
            <button class="page__back" onClick={back.onBack}>
              <Back />
              {back.label}
            </button>
          )}
          <h1 ref={arrive} tabIndex={-1}>
            {title}
          </h1>
          {aside && <p class="page__aside">{aside}</p>}
        </header>
        {children}
      </div>
      {bar && <div class="page__bar">{bar}</div>}
    </main>
  );
}
