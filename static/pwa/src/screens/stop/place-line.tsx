/** Where the stop is, as far as known, and the one thing to have in mind there. Says so and asks nothing. */
import type { JSX } from 'preact';
import { light } from '../../core/place';
import { LIGHTS, Onward } from '../../ui/icons';
import { fill, LAW, STOP } from '../../words';
import { areaAt, cautionsAt } from '../here';
import { go } from '../route';
import { placeNow, type Form } from './draft';
import { openPlan } from './plan-view';
import { position } from './position';

/** How sure the place is, as a sign and in words. */
function place(open: Form): [keyof typeof LIGHTS, string] {
  if (open.stop && open.draft.location === open.stop.location) return ['none', STOP.ownPlace];
  const chosen = open.draft.location?.source;
  if (chosen) return ['good', chosen === 'pin' ? STOP.pinned : STOP.fromList];
  const known = position.value;
  if ('looking' in known) return ['none', STOP.looking];
  if ('why' in known) return ['poor', STOP[known.why]];
  const metres = Math.round(known.found.coords.accuracy);
  const sign = light(metres);
  return [sign, fill(STOP.light[sign], metres)];
}

export function PlaceLine({ open }: { open: Form }): JSX.Element {
  if (open.kind === 'same') return <p class="place">{STOP.copied}</p>;
  const [sign, words] = place(open);
  const here = placeNow(open);
  const area = sign !== 'none' && areaAt(here);
  // Well known, but where the power isn't: nothing to be green about.
  const shown = sign === 'good' && area && area.state === 'outside' ? 'fair' : sign;
  const Sign = LIGHTS[shown];
  return (
    <>
      <button
        class={`place place--${shown}`}
        onClick={() => {
          openPlan(here);
          go('stop', 'where');
        }}
      >
        <Sign />
        <span>
          {words}
          {area && ` · ${LAW.area[area.state]}`}
        </span>
        <Onward />
      </button>
      {/* A school near by is known a moment after the form opens: room for it is kept from the start. */}
      {!open.stop && <p class="caution">{cautionsAt(here)[0]}</p>}
    </>
  );
}
