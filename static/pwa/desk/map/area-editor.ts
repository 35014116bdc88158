/** Drawing an area on a map and moving its corners. The shape itself is `shape`'s; this is only the hand. */
import * as L from 'leaflet';
import { mark } from './ground';
import { crossesItself, middle, type Area, type Corner, type Ring } from './shape';

const CORNER = '<circle r="7"/>';
const BETWEEN = '<circle r="4"/>';
const latLng = ([lon, lat]: Corner): L.LatLngTuple => [lat, lon];
const corner = ({ lat, lng }: L.LatLng): Corner => [lng, lat];

export class AreaEditor {
  readonly #layer = L.featureGroup();
  readonly #handles = L.featureGroup();
  #drawn: Ring = [];

  constructor(
    map: L.Map,
    private area: Area,
    private readonly changed: (area: Area, whole: boolean) => void,
  ) {
    this.#layer.addTo(map);
    this.#handles.addTo(map);
    this.#draw();
  }

  get shapes(): L.Layer[] {
    return this.#layer.getLayers();
  }

  get corners(): number {
    return this.#drawn.length;
  }

  /** Take another area, as when it was pasted. */
  set(area: Area): void {
    this.area = area;
    this.#draw();
  }

  /** One more corner of the outline that is being drawn. */
  add(at: L.LatLng): void {
    this.#drawn.push(corner(at));
    this.#draw();
  }

  undo(): void {
    this.#drawn.pop();
    this.#draw();
  }

  /** The outline is whole: it is added to what is there. False where it has no inside. */
  finish(): boolean {
    if (this.#drawn.length < 3 || crossesItself(this.#drawn)) return false;
    this.area = [...this.area, [this.#drawn]];
    this.stop();
    this.changed(this.area, true);
    return true;
  }

  stop(): void {
    this.#drawn = [];
    this.#draw();
  }

  /** Shows handles to move corners by, or hides them. */
  edit(on: boolean): void {
    this.#handles.clearLayers();
    if (on) this.area.forEach((polygon) => polygon.forEach((ring) => this.#handle(ring)));
  }

  #draw(): void {
    this.#layer.clearLayers();
    for (const polygon of this.area) {
      const rings = polygon.map((ring) => ring.map(latLng));
      this.#layer.addLayer(L.polygon(rings, { className: 'app-map__area', interactive: false }));
    }
    if (!this.#drawn.length) return;
    const begun = this.#drawn.map(latLng);
    this.#layer.addLayer(L.polygon(begun, { className: 'app-map__begun', interactive: false }));
    for (const at of begun) {
      this.#layer.addLayer(
        L.marker(at, { icon: mark('app-mark--corner', CORNER, 20), keyboard: false, interactive: false }),
      );
    }
  }

  #handle(ring: Ring): void {
    ring.forEach((at, number) => {
      this.#drag(
        at,
        'app-mark--corner',
        CORNER,
        (to) => void (ring[number] = to),
        () => this.#drop(ring, number),
      );
      const between = (to: Corner): void => void ring.splice(number + 1, 0, to);
      this.#drag(middle(ring, number), 'app-mark--between', BETWEEN, between);
    });
  }

  /** A handle that acts when it is let go; twice pressed, a corner goes. */
  #drag(at: Corner, look: string, drawing: string, moved: (to: Corner) => void, twice?: () => void): void {
    const handle = L.marker(latLng(at), { icon: mark(look, drawing, 24), draggable: true, keyboard: false });
    handle.on('dragend', () => {
      moved(corner(handle.getLatLng()));
      this.#told();
    });
    if (twice) handle.on('dblclick', twice);
    this.#handles.addLayer(handle);
  }

  #drop(ring: Ring, number: number): void {
    if (ring.length > 3) ring.splice(number, 1);
    this.#told();
  }

  #told(): void {
    this.#draw();
    this.edit(true);
    this.changed(this.area, !this.area.some((polygon) => polygon.some(crossesItself)));
  }
}
