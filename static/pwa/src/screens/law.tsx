/** The law in the pocket: what the power is, until when, who has it, what is near. It tells and never stops anybody. */
import type { JSX } from 'preact';
import type { Location } from '../core/place';
import { powerHolders, ME } from '../core/power';
import { Facts } from '../ui/lists';
import { Page } from '../ui/page';
import { APP, far, fill, LAW } from '../words';
import { areaAt, awayWords, cautionsAt, premisesNear, schoolsNear } from './here';
import { hasPower, hours, own } from './law-line';
import { officerName, walkers } from './patrol/roster';
import type { Power } from './plans';
import { go } from './route';
import { me, now, plan } from './state';
import { locationNow } from './stop/position';

type Row = [string, string | null | undefined];

function powerRows(power: Power): Row[] {
  const holders = powerHolders(own(), walkers()).map((id) => (id === ME ? me.value!.officer.name : officerName(id)));
  return [
    [LAW.when, hours(power)],
    [LAW.who, holders.join(', ')],
    [LAW.given, [power.superintendent, power.reference].filter(Boolean).join(' · ')],
  ];
}

function placeRows(here: Location): Row[] {
  const area = areaAt(here);
  const [premises] = hasPower() ? premisesNear(here) : [];
  const [school] = schoolsNear(here);
  return [
    [LAW.place, here.source === 'none' ? LAW.noPlace : area && fill(LAW.edge, LAW.area[area.state], far(area.edge_m))],
    [LAW.premises, premises && awayWords(premises)],
    [LAW.school, school && awayWords(school)],
  ];
}

export function LawScreen(): JSX.Element {
  const power = hasPower() ? plan.value?.power : null;
  const here = locationNow(now.value);
  const rows = [...(power ? powerRows(power) : []), ...placeRows(here)];
  return (
    <Page title={LAW.title} back={{ label: APP.back, onBack: () => go('home') }}>
      {!power && <p>{hasPower() ? LAW.noPower : LAW.none}</p>}
      {cautionsAt(here).map((words) => (
        <p class="flag" key={words}>
          {words}
        </p>
      ))}
      <Facts rows={rows.filter((row): row is [string, string] => Boolean(row[1]))} />
      {power && <p>{LAW.means}</p>}
      <p class="hint">{LAW.never}</p>
    </Page>
  );
}
