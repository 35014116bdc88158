/** A pin for where no satellite reaches or location is not allowed, and the steps to allow it again. */
import type { JSX } from 'preact';
import { systemOf } from '../../core/phones';
import type { Location, Place } from '../../core/place';
import { Page } from '../../ui/page';
import { APP, far, fill, LAW, WHERE } from '../../words';
import { areaAt } from '../here';
import { setPlace, type Form } from './draft';
import { marksAround, PlanDrawing } from './plan-drawing';
import { view } from './plan-view';
import { position } from './position';

/** What the pin points at, in words: for who can't see the plan, and to be sure. */
function pinWords(at: Place): string {
  const area = areaAt(at);
  const mark = marksAround(at).find(({ there }) => there.name);
  return [area && LAW.area[area.state], mark && fill(WHERE.from, far(mark.metres), mark.there.name!)]
    .filter(Boolean)
    .join(' · ');
}

/** Step by step, for the system this phone has. */
function AllowAgain(): JSX.Element | null {
  const known = position.value;
  if (!('why' in known) || known.why !== 'denied') return null;
  return (
    <section class="install">
      <h2>{WHERE.allow}</h2>
      <ol>
        {WHERE.steps[systemOf(navigator.userAgent, navigator.maxTouchPoints)].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </section>
  );
}

function Use({ open, at }: { open: Form; at: Place | null }): JSX.Element {
  const take = (location: Location | null): void => {
    setPlace(open, location);
    history.back();
  };
  return (
    <>
      {!open.stop && open.draft.location && (
        <button class="button button--quiet" onClick={() => take(null)}>
          {WHERE.forget}
        </button>
      )}
      <button class="button button--main" aria-disabled={!at} onClick={() => at && take(at)}>
        {WHERE.use}
      </button>
    </>
  );
}

export function WhereScreen({ open }: { open: Form }): JSX.Element {
  const seen = view.value;
  const at: Place | null = seen?.pin ? { ...seen.pin, accuracy_m: null, source: 'pin', fix_age_s: null } : null;
  return (
    <Page
      key="where"
      title={WHERE.title}
      back={{ label: APP.back, onBack: () => history.back() }}
      bar={seen && <Use open={open} at={at} />}
    >
      {seen ? (
        <>
          <p role="status">{at ? pinWords(at) : WHERE.hint}</p>
          <PlanDrawing seen={seen} />
          <p class="hint">{WHERE.key}</p>
        </>
      ) : (
        <p>{WHERE.empty}</p>
      )}
      <AllowAgain />
    </Page>
  );
}
