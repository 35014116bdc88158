/** Where the stop is, as far as known. Says so and asks nothing. */
import type { JSX } from 'preact';
import { isInside, type Location } from '../../core/place';
import { Target } from '../../ui/icons';
import { STOP, fill } from '../../words';
import { plan } from '../state';
import type { Form } from './draft';
import { locationNow, position } from './position';

function areaWord(place: Location): string {
  const area = plan.value?.power?.area;
  if (!area || place.source === 'none') return '';
  return ` · ${isInside(place.lat, place.lon, area) ? STOP.inside : STOP.outside}`;
}

function words(open: Form): string {
  if (open.kind === 'same') return STOP.copied;
  if (open.kind === 'change') return STOP.ownPlace;
  if (open.draft.location) return STOP.fromList;
  const known = position.value;
  if (known === 'looking') return STOP.looking;
  if ('why' in known) return STOP[known.why];
  const place = locationNow(Date.now());
  return fill(STOP.found, Math.round(known.found.coords.accuracy)) + areaWord(place);
}

export function PlaceLine({ open }: { open: Form }): JSX.Element {
  return (
    <p class="place">
      <Target />
      {words(open)}
    </p>
  );
}
