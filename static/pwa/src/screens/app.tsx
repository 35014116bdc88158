/** Chooses the screen, and frames it with what must always be seen: the badge, the way about, what is wrong. */
import type { JSX } from 'preact';
import { practising } from '../store/practice';
import { Notice, Offer } from '../ui/notice';
import { APP } from '../words';
import { Badge } from './badge';
import { HomeScreen } from './home';
import { notSaved } from './not-saved';
import { PracticeBanner } from './practice/banner';
import { bringOthers, missing, NotHere, others } from './rest';
import { go, route, type Screen } from './route';
import { Said } from './said';
import { everyone, hasChosen, me, ready, storageLost } from './state';
import { form } from './stop/draft';
import { StopScreen } from './stop/form';
import { updateReady, useUpdate } from './update';

type Show = (props: object) => JSX.Element | null;

/** Null while it is on its way. */
function screenCalled(screen: Screen): Show | null {
  if (screen === 'home') return HomeScreen;
  if (screen === 'stop') return StopScreen;
  const there = others.value;
  if (!there) {
    void bringOthers();
    return missing.value ? NotHere : null;
  }
  return {
    today: there.TodayScreen,
    patrol: there.PatrolScreen,
    help: there.HelpScreen,
    trouble: there.TroubleScreen,
    record: there.RecordScreen,
    shift: there.ShiftScreen,
    sweeps: there.SweepsScreen,
    enrol: there.EnrolScreen,
    law: there.LawScreen,
  }[screen];
}

const TABS = ['home', 'today', 'patrol', 'help'] as const;

function Tabs(): JSX.Element {
  return (
    <nav class="tabs" aria-label={APP.name}>
      {TABS.map((screen) => (
        <button
          key={screen}
          class="tab"
          aria-current={route.value.screen === screen ? 'page' : undefined}
          onClick={() => go(screen)}
        >
          {APP[screen]}
        </button>
      ))}
    </nav>
  );
}

function Bad({ text }: { text: string }): JSX.Element {
  return (
    <Notice tone="bad">
      <p>{text}</p>
    </Notice>
  );
}

function Standing(): JSX.Element | null {
  const standing = me.value?.standing;
  const { screen } = route.value;
  if (storageLost.value) return <Bad text={APP.storageLost} />;
  // The form says it beside Save.
  if (notSaved.value && screen !== 'stop') return <Bad text={notSaved.value} />;
  if (screen === 'enrol' || screen === 'trouble' || screen === 'stop') return null;
  if (standing === 'leaving')
    return <Offer tone="bad" text={APP.leaving} action={APP.newCode} onTake={() => go('enrol', 'again')} />;
  if (standing === 'left') return <Offer text={APP.left} action={APP.trouble} onTake={() => go('trouble')} />;
  if (standing !== 'sign_in_needed') return null;
  return <Offer text={APP.signInNeeded} action={APP.signIn} onTake={() => go('enrol', 'again')} />;
}

/** The screen asked for, unless something must come before it. */
function screenNow(): Screen {
  const { screen } = route.value;
  if (!me.value) return 'enrol';
  if (screen === 'stop' && !form.value) return 'home';
  // In practice nobody enrols and nothing waits to be sent.
  if (practising && /enrol|trouble/.test(screen)) return 'home';
  if (screen === 'enrol' || screen === 'help' || screen === 'trouble') return screen;
  // What was recorded can be looked at before today's sweep is chosen.
  return hasChosen.value || /today|record|shift/.test(screen) ? screen : 'sweeps';
}

/** What is on the screen: it stays until what comes next can be drawn. */
let drawn: JSX.Element | null = null;

export function App(): JSX.Element | null {
  if (!ready.value && !storageLost.value) return null;
  const screen = screenNow();
  const Shown = screenCalled(screen);
  if (Shown) drawn = <Framed screen={screen} Shown={Shown} />;
  return drawn;
}

function Framed({ screen, Shown }: { screen: Screen; Shown: Show }): JSX.Element {
  const inForm = screen === 'stop';
  return (
    <div class={inForm ? 'app app--form' : 'app'}>
      {practising && <PracticeBanner />}
      <Standing />
      {updateReady.value && !inForm && <Offer text={APP.newVersion} action={APP.useNow} onTake={useUpdate} />}
      <Shown key={screen} />
      <Said />
      {everyone.value.length > 0 && !inForm && (
        <footer class="foot">
          <Badge />
          <Tabs />
        </footer>
      )}
    </div>
  );
}
