/** The plan's map: press it to place sites, draw the area, move what is there. The form's boxes hold the truth. */
import * as L from 'leaflet';
import { AreaEditor } from './area-editor';
import { drawMap, groundOf, show, type Ground } from './ground';
import { drawPlaces, placeAt } from './places';
import { read, text } from './shape';

type Doing = '' | 'sites' | 'premises' | 'draw' | 'edit';

const SAID: Record<Doing, string> = {
  '': 'Choose what to do, then press the map. Sites can be dragged.',
  sites: 'Press the map where the site is.',
  premises: 'Press the map where the designated place is.',
  draw: 'Press the map at each corner of the area, all the way round, then press Finish.',
  edit: 'Drag a corner to move it, or a small dot to add one. Press a corner twice to take it away.',
};

export function planMap(part: HTMLElement): void {
  const ground = groundOf<Ground>(part);
  const typed = document.querySelector<HTMLTextAreaElement>('#area');
  if (!typed) return;
  part.hidden = false;
  for (const way of document.querySelectorAll<HTMLElement>('[data-to-map]')) way.hidden = false;
  const map = drawMap(part, ground);
  map.doubleClickZoom.disable();
  const places = L.featureGroup().addTo(map);
  const said = part.querySelector<HTMLElement>('.app-map-said')!;
  let doing: Doing = '';

  const editor = new AreaEditor(map, read(typed.value) ?? [], (area, whole) => {
    typed.value = text(area);
    said.textContent = whole
      ? 'The area is in the box under Authorisation.'
      : 'The outline crosses itself: move that corner back.';
    tools();
  });
  const redraw = (): void => drawPlaces(places, redraw);

  const begin = (next: Doing): void => {
    doing = next;
    if (next !== 'draw') editor.stop();
    editor.edit(next === 'edit');
    said.textContent = SAID[next];
    part.classList.toggle('app-map-part--aim', next !== '' && next !== 'edit');
    tools();
  };
  const finish = (): void => {
    if (editor.finish()) begin('');
    else
      said.textContent =
        editor.corners < 3
          ? 'An area needs three corners or more.'
          : 'The outline crosses itself: take the last corner back.';
  };
  const clear = (): void => {
    typed.value = '';
    editor.set([]);
    begin('');
  };
  const tools = (): void => {
    const choose = (next: Doing, words: string): Tool => ({
      words,
      pressed: doing === next,
      act: () => begin(doing === next ? '' : next),
    });
    const drawn = Boolean(read(typed.value));
    putTools(
      part.querySelector('.app-map-tools')!,
      doing === 'draw'
        ? [
            { words: 'Finish the area', act: finish },
            { words: 'Take the last corner back', act: () => editor.undo() },
            { words: 'Stop drawing', act: () => begin('') },
          ]
        : [
            choose('sites', 'Place a site'),
            choose('premises', 'Place a designated place'),
            choose('draw', drawn ? 'Draw another part of the area' : 'Draw the area'),
            ...(drawn ? [choose('edit', 'Move the area’s corners'), { words: 'Take the area away', act: clear }] : []),
          ],
    );
  };

  map.on('click', ({ latlng }) => {
    if (doing === 'draw') editor.add(latlng);
    if (doing !== 'sites' && doing !== 'premises') return;
    placeAt(doing, latlng);
    begin('');
    redraw();
  });
  typed.addEventListener('input', () => {
    editor.set(read(typed.value) ?? []);
    begin('');
    show(map, [...places.getLayers(), ...editor.shapes], ground);
  });
  for (const list of ['sites', 'premises']) document.getElementById(list)?.addEventListener('input', redraw);
  redraw();
  begin('');
  show(map, [...places.getLayers(), ...editor.shapes], ground);
}

interface Tool {
  words: string;
  act: () => void;
  pressed?: boolean;
}

/** Plain buttons with words: a keyboard and a screen reader reach them like any other. */
function putTools(box: Element, tools: Tool[]): void {
  const focused = [...box.children].indexOf(document.activeElement as Element);
  box.replaceChildren(
    ...tools.map(({ words, act, pressed }) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.className = 'app-map-tool';
      button.textContent = words;
      if (pressed !== undefined) button.setAttribute('aria-pressed', String(pressed));
      button.addEventListener('click', act);
      return button;
    }),
  );
  if (focused >= 0) ((box.children[focused] ?? box.lastElementChild) as HTMLElement | null)?.focus();
}
