/** The plan's map: press it to place sites, draw the area, move what is there. The form's boxes hold the truth. */
import * as L from 'leaflet';
import { AreaEditor } from './area-editor';
import { drawMap, groundOf, show, type Ground } from './ground';
import { drawPlaces, placeAt, splitPair } from './places';
import { read, text, type Area } from './shape';
import { putTools, type Tool } from './tools';

type Doing = '' | 'sites' | 'premises' | 'draw' | 'edit';

const SAID: Record<Doing, string> = {
  '': 'Choose what to do, then press the map. Sites can be dragged.',
  sites: 'Press the map where the site is.',
  premises: 'Press the map where the designated place is.',
  draw: 'Press the map at each corner of the area, all the way round, then press Finish.',
  edit: 'Drag a corner to move it, or a small dot to add one. Press a corner twice to take it away.',
};
const KEPT = 'The area is in the box under Authorisation.';
const CROSSES = 'The outline crosses itself: move that corner back.';
const TOO_FEW = 'An area needs three corners or more.';
const CROSSED = 'The outline crosses itself: take the last corner back.';

export function planMap(part: HTMLElement): void {
  const typed = document.querySelector<HTMLTextAreaElement>('#area');
  if (!typed) return;
  part.hidden = false;
  for (const way of document.querySelectorAll<HTMLElement>('[data-to-map]')) way.hidden = false;
  new PlanMap(part, typed).begin('');
}

class PlanMap {
  readonly #ground: Ground;
  readonly #map: L.Map;
  readonly #places: L.FeatureGroup;
  readonly #editor: AreaEditor;
  readonly #said: HTMLElement;
  #doing: Doing = '';

  constructor(
    private readonly part: HTMLElement,
    private readonly typed: HTMLTextAreaElement,
  ) {
    this.#ground = groundOf<Ground>(part);
    this.#said = part.querySelector<HTMLElement>('.app-map-said')!;
    this.#map = drawMap(part, this.#ground);
    this.#map.doubleClickZoom.disable();
    this.#places = L.featureGroup().addTo(this.#map);
    this.#editor = new AreaEditor(this.#map, read(typed.value) ?? [], (area, whole) => this.#drew(area, whole));
    this.#map.on('click', ({ latlng }) => this.#pressed(latlng));
    typed.addEventListener('input', () => this.#pasted());
    for (const list of ['sites', 'premises']) {
      document.getElementById(list)?.addEventListener('input', this.#typedPlace);
      document.getElementById(list)?.addEventListener('change', this.#placed);
    }
    this.#redraw();
    this.#showAll();
  }

  /** What the next press on the map does. */
  begin(next: Doing): void {
    this.#doing = next;
    if (next !== 'draw') this.#editor.stop();
    this.#editor.edit(next === 'edit');
    this.#said.textContent = SAID[next];
    this.part.classList.toggle('app-map-part--aim', next !== '' && next !== 'edit');
    this.#putTools();
  }

  #redraw = (): void => drawPlaces(this.#places, this.#redraw);

  /** What is pasted is whole at once; what is typed is whole when its box is left. */
  #typedPlace = (event: Event): void => {
    if ((event as InputEvent).inputType === 'insertFromPaste') this.#placed(event);
    else this.#redraw();
  };

  #placed = (event: Event): void => {
    const from = event.target as HTMLInputElement;
    splitPair(from);
    this.#redraw();
    if (/-(lat|lon|radius_m)$/.test(from.name)) this.#showAll();
  };

  #showAll(): void {
    show(this.#map, [...this.#places.getLayers(), ...this.#editor.shapes], this.#ground);
  }

  #pressed(at: L.LatLng): void {
    if (this.#doing === 'draw') this.#editor.add(at);
    if (this.#doing !== 'sites' && this.#doing !== 'premises') return;
    placeAt(this.#doing, at);
    this.begin('');
    this.#redraw();
  }

  #pasted(): void {
    this.#editor.set(read(this.typed.value) ?? []);
    this.begin('');
    this.#showAll();
  }

  #drew(area: Area, whole: boolean): void {
    this.typed.value = text(area);
    this.#said.textContent = whole ? KEPT : CROSSES;
    this.#putTools();
  }

  #finish(): void {
    if (!this.#editor.finish()) {
      this.#said.textContent = this.#editor.corners < 3 ? TOO_FEW : CROSSED;
      return;
    }
    this.begin('');
    this.#said.textContent = KEPT;
  }

  #clear(): void {
    this.typed.value = '';
    this.#editor.set([]);
    this.begin('');
  }

  #putTools(): void {
    const tools = this.#doing === 'draw' ? this.#whileDrawing() : this.#toChoose();
    putTools(this.part.querySelector('.app-map-tools')!, tools);
  }

  #whileDrawing(): Tool[] {
    return [
      { words: 'Finish the area', act: () => this.#finish() },
      { words: 'Take the last corner back', act: () => this.#editor.undo() },
      { words: 'Stop drawing', act: () => this.begin('') },
    ];
  }

  #toChoose(): Tool[] {
    const drawn = read(this.typed.value) !== null;
    return [
      this.#choice('sites', 'Place a site'),
      this.#choice('premises', 'Place a designated place'),
      this.#choice('draw', drawn ? 'Draw another part of the area' : 'Draw the area'),
      ...(drawn ? [this.#choice('edit', 'Move the area’s corners')] : []),
      ...(drawn ? [{ words: 'Take the area away', act: () => this.#clear() }] : []),
    ];
  }

  #choice(next: Doing, words: string): Tool {
    const pressed = this.#doing === next;
    return { words, pressed, act: () => this.begin(pressed ? '' : next) };
  }
}
