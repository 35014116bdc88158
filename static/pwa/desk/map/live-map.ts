/** The live page's map: the same stops as its table, by finding, the urgent on top. It outlives the page's refreshing. */
import * as L from 'leaflet';
import { areaLayer, drawMap, groundOf, mark, plain, show, siteLayers, type Ground, type Spot } from './ground';

interface Point {
  reference: string;
  words: string;
  finding: string;
  urgent: string;
  lat: number;
  lon: number;
}

interface Drawn extends Ground {
  area: GeoJSON.Geometry | null;
  sites: Spot[];
  points: Point[];
  findings: Record<string, string>;
}

/** Each finding has a shape of its own: colour alone tells nobody who can't see it, nor a black and white print. */
const SHAPES: Record<string, string> = {
  truanting: '<circle r="8"/>',
  legitimately_absent: '<rect x="-7" y="-7" width="14" height="14"/>',
  excluded: '<path d="M0 -10L10 0L0 10L-10 0Z"/>',
  late: '<path d="M0 -9L9 7H-9Z"/>',
  not_absent: '<path d="M-3 -9H3V-3H9V3H3V9H-3V3H-9V-3H-3Z"/>',
  not_established: '<circle class="app-mark__hollow" r="7"/>',
};
const URGENT = '<circle class="app-mark__ring" r="11"/>';
/** Stops at one spot, as a site's are, stand round it instead of on one another. Pixels. */
const APART = 11;

const SELECTOR = '[data-map="live"]';

export function liveMap(live: HTMLElement): void {
  const part = live.querySelector<HTMLElement>(SELECTOR)!;
  let drawn = groundOf<Drawn>(part);
  part.hidden = false;
  const map = drawMap(part, drawn);
  const plan = L.featureGroup().addTo(map);
  const stops = L.featureGroup().addTo(map);
  let marks = new Map<string, L.Marker>();

  const draw = (): void => {
    plan.clearLayers();
    if (drawn.area) plan.addLayer(areaLayer(drawn.area));
    for (const layer of drawn.sites.flatMap((site) => siteLayers(site))) plan.addLayer(layer);
    marks = drawStops(stops, drawn.points);
    putKey(part, drawn);
    offerToShow(live, map, marks);
  };
  draw();
  show(map, [...plan.getLayers(), ...stops.getLayers()], drawn);
  live.addEventListener('swapped', () => {
    const fresh = live.querySelector<HTMLElement>(SELECTOR);
    if (!fresh || fresh === part) return;
    drawn = groundOf<Drawn>(fresh);
    fresh.replaceWith(part);
    const open = [...marks].find(([, sign]) => sign.isPopupOpen())?.[0];
    draw();
    if (open) marks.get(open)?.openPopup();
  });
}

function drawStops(layer: L.FeatureGroup, points: Point[]): Map<string, L.Marker> {
  layer.clearLayers();
  const crowds = new Map<string, number>();
  return new Map(
    points.map((point) => {
      const spot = `${point.lat.toFixed(4)} ${point.lon.toFixed(4)}`;
      const before = crowds.get(spot) ?? 0;
      crowds.set(spot, before + 1);
      const sign = L.marker([point.lat, point.lon], {
        icon: stopIcon(point, before),
        keyboard: false,
        zIndexOffset: point.urgent ? 1000 : 0,
      });
      sign.bindPopup(() => popup(point));
      layer.addLayer(sign);
      return [point.reference, sign];
    }),
  );
}

function stopIcon({ finding, urgent }: Point, before: number): L.DivIcon {
  const icon = mark(`app-mark--${finding}`, `${urgent ? URGENT : ''}${SHAPES[finding] ?? ''}`, urgent ? 30 : 22);
  const round = before * 2.4;
  const out = before ? APART * Math.sqrt(before) : 0;
  const half = urgent ? 15 : 11;
  icon.options.iconAnchor = [half - out * Math.cos(round), half - out * Math.sin(round)];
  return icon;
}

function popup({ reference, words, urgent }: Point): HTMLElement {
  const box = document.createElement('div');
  if (urgent) box.append(Object.assign(document.createElement('strong'), { textContent: `${urgent}. ` }));
  const row = Object.assign(document.createElement('a'), {
    href: `#stop-${reference}`,
    textContent: `Row ${reference} below`,
  });
  row.className = 'govuk-link';
  box.append(`${words}. `, row);
  return box;
}

/** A row's button leads to its point, as the point's link leads to its row. */
function offerToShow(live: HTMLElement, map: L.Map, marks: Map<string, L.Marker>): void {
  for (const button of live.querySelectorAll<HTMLButtonElement>('[data-show]')) {
    const sign = marks.get(button.dataset['show'] ?? '');
    button.hidden = !sign;
    button.onclick = () => {
      if (!sign) return;
      map.getContainer().scrollIntoView({ block: 'center' });
      map.setView(sign.getLatLng(), Math.max(map.getZoom(), 16), { animate: false });
      sign.openPopup();
      map.getContainer().focus({ preventScroll: true });
    };
  }
}

function putKey(part: HTMLElement, { points, findings }: Drawn): void {
  const there = Object.entries(findings).filter(([slug]) => points.some(({ finding }) => finding === slug));
  const key = there.map(([slug, words]) => entry(slug, SHAPES[slug] ?? '', words));
  if (points.some(({ urgent }) => urgent)) key.push(entry('urgent', URGENT, 'Ringed: look at this child first'));
  part.querySelector('[data-key]')?.replaceChildren(...key);
}

function entry(slug: string, drawing: string, words: string): HTMLElement {
  const item = document.createElement('li');
  item.innerHTML = `<span class="app-mark app-mark--${slug}"><svg viewBox="-12 -12 24 24" aria-hidden="true">${drawing}</svg></span> ${plain(words)}`;
  return item;
}
