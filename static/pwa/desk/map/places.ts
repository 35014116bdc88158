/** The places typed into a form's rows, and a map's marks for them: each follows the other. */
import * as L from 'leaflet';
import { PREMISES, SITE, mark, siteLayers, type Spot } from './ground';
import { pairIn } from './pair';
import { tidy } from './shape';

const LOOKS = { sites: mark('app-mark--site', SITE, 28), premises: mark('app-mark--premises', PREMISES, 28) };
export type List = keyof typeof LOOKS;

const box = (row: Element, name: string): HTMLInputElement | null => row.querySelector(`input[name$="-${name}"]`);
/** As people type it, a true minus included. */
const number = (row: Element, name: string): number =>
  Number.parseFloat((box(row, name)?.value ?? '').trim().replace('−', '-') || 'none');

export function spotOf(row: Element): Spot | null {
  const [lat, lon] = [number(row, 'lat'), number(row, 'lon')];
  if (!Number.isFinite(lat) || !Number.isFinite(lon) || Math.abs(lat) > 90 || Math.abs(lon) > 180) return null;
  return { name: box(row, 'name')?.value.trim() ?? '', lat, lon, radius_m: number(row, 'radius_m') || undefined };
}

export function write(row: Element, at: L.LatLng): void {
  for (const [name, degrees] of [
    ['lat', at.lat],
    ['lon', at.lng],
  ] as const) {
    const into = box(row, name);
    if (into) into.value = String(tidy(degrees));
  }
}

/** Puts a pair that was pasted into the first box into both; whether there was one. */
export function splitPair(from: EventTarget | null): boolean {
  if (!(from instanceof HTMLInputElement)) return false;
  const row = from.closest('[data-row]');
  const pair = pairIn(from.name, from.value);
  if (!row || !pair) return false;
  for (const [at, name] of ['lat', 'lon'].entries()) {
    const into = box(row, name);
    if (into) into.value = pair[at]!;
  }
  return true;
}

const rowsOf = (list: List): Element[] => [...document.querySelectorAll(`#${list} [data-row]`)];

/** Draws every row's place; a mark that is moved writes its row. */
export function drawPlaces(layer: L.FeatureGroup, moved: () => void): void {
  layer.clearLayers();
  for (const list of Object.keys(LOOKS) as List[]) {
    for (const row of rowsOf(list)) {
      const spot = spotOf(row);
      if (!spot) continue;
      for (const drawn of siteLayers(spot, LOOKS[list])) {
        if (drawn instanceof L.Marker) {
          drawn.options.draggable = true;
          drawn.on('dragend', () => {
            write(row, drawn.getLatLng());
            moved();
          });
        }
        layer.addLayer(drawn);
      }
    }
  }
}

/** Puts a place into the first row without one, or into a new row; its name is asked for next. */
export function placeAt(list: List, at: L.LatLng): void {
  const free = (): Element | undefined =>
    rowsOf(list).find((row) => !box(row, 'lat')?.value && !box(row, 'lon')?.value);
  if (!free()) document.querySelector<HTMLButtonElement>(`#${list} [data-more]`)?.click();
  const row = free();
  if (!row) return;
  write(row, at);
  box(row, 'name')?.focus();
}
