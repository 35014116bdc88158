/** A map's ground: tiles where an address is set, else the authority's outlines on plain paper. */
import * as L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import './map.scss';

export interface Ground {
  tiles: string;
  credit: string;
  outlines: { kind: string; name: string; shape: GeoJSON.Geometry }[];
  /** Where the authority's schools lie, [[south, west], [north, east]]: a map with nothing on it looks there. */
  around: [[number, number], [number, number]] | null;
}

export interface Spot {
  name: string;
  lat: number;
  lon: number;
  radius_m?: number | undefined;
}

const MOST_ZOOM = 19;
/** A town's centre, where there is but one point to go by. */
const TOWN_ZOOM = 15;

/** Draws it into the part's box. Call `show` when the part can be seen: a map must know its size. */
export function drawMap(part: HTMLElement, ground: Ground): L.Map {
  const box = part.querySelector<HTMLElement>('.app-map')!;
  box.setAttribute('role', 'application');
  box.setAttribute('aria-label', 'Map. Arrow keys move it, plus and minus zoom');
  const map = L.map(box, {
    attributionControl: Boolean(ground.credit),
    zoomSnap: 0.5,
    maxZoom: MOST_ZOOM,
    scrollWheelZoom: false,
    fadeAnimation: false,
  });
  map.attributionControl?.setPrefix(false);
  // A wheel that scrolls the page must not be caught by the map, until somebody is at work on it.
  map.on('click focus', () => map.scrollWheelZoom.enable());
  map.on('blur mouseout', () => map.scrollWheelZoom.disable());
  box.classList.toggle('app-map--tiles', Boolean(ground.tiles));
  // Circles can't be measured before a map looks somewhere.
  map.setView([52.5, -1.5], 7);
  for (const { kind, name, shape } of ground.outlines) {
    const outline = L.geoJSON(shape, {
      style: () => ({ className: `app-map__${kind}` }),
      interactive: kind === 'ward',
    });
    if (kind === 'ward') outline.bindTooltip(plain(name), { sticky: true });
    outline.addTo(map);
  }
  return map;
}

/** Shows these points and shapes, or else everything that lies under them. */
export function show(map: L.Map, layers: L.Layer[], ground: Ground): void {
  map.invalidateSize();
  const all = layers.length ? layers : ground.outlines.map(({ shape }) => L.geoJSON(shape));
  const nothing = !all.length && ground.around;
  const bounds = nothing ? L.latLngBounds(nothing) : L.featureGroup(all).getBounds();
  if (bounds.isValid()) map.fitBounds(bounds.pad(0.15), { maxZoom: TOWN_ZOOM + 1, animate: false });
  // Last, so that none are fetched of what is not looked at.
  if (ground.tiles && !map.getPane('tilePane')?.childElementCount) {
    L.tileLayer(ground.tiles, {
      attribution: plain(ground.credit),
      maxZoom: MOST_ZOOM,
      referrerPolicy: 'origin',
    }).addTo(map);
  }
}

/** Text that is put where a library takes HTML. */
export function plain(text: string): string {
  const box = document.createElement('span');
  box.textContent = text;
  return box.innerHTML;
}

export const areaLayer = (shape: GeoJSON.Geometry): L.GeoJSON =>
  L.geoJSON(shape, { style: () => ({ className: 'app-map__area' }), interactive: false });

/** A small picture of our own, by its class; as big as a finger where it can be moved. */
export function mark(className: string, drawing: string, size = 24): L.DivIcon {
  const html = `<svg viewBox="-12 -12 24 24" aria-hidden="true" focusable="false">${drawing}</svg>`;
  return L.divIcon({ className: `app-mark ${className}`, html, iconSize: [size, size] });
}

export const SITE = '<path d="M0 10 L-6 -1 A7 7 0 1 1 6 -1 Z"/><circle class="app-mark__eye" cy="-4" r="2.5"/>';
export const PREMISES = '<path d="M-8 8V-2L0 -9L8 -2V8Z"/>';

/** A site with its radius and name. */
export function siteLayers(site: Spot, icon: L.DivIcon = mark('app-mark--site', SITE, 28)): L.Layer[] {
  const at: L.LatLngTuple = [site.lat, site.lon];
  const round = L.circle(at, { radius: site.radius_m ?? 0, className: 'app-map__round', interactive: false });
  const label: L.TooltipOptions = {
    permanent: true,
    direction: 'right',
    offset: [10, -10],
    className: 'app-map__label',
  };
  const sign = L.marker(at, { icon, keyboard: false });
  if (site.name) sign.bindTooltip(plain(site.name), label);
  return site.radius_m ? [round, sign] : [sign];
}

export const groundOf = <T extends Ground>(part: HTMLElement): T =>
  JSON.parse(part.querySelector('script[type="application/json"]')?.textContent ?? '{}') as T;
