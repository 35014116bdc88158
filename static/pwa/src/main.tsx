/** Starts the app: what is stored is read, the screens are shown, the sender begins. */
import { render } from 'preact';
// First of ours, so that nothing is drawn in other colours than the chosen.
import './screens/theme';
import { early } from './store/soon';
import { App } from './screens/app';
import { showWith } from './screens/cell';
import { secret } from './screens/enrol-link';
import { bringOthers } from './screens/rest';
import { followAddress, goInstead, takeEnrolSecret } from './screens/route';
import { refresh, startState, storageLost, timing } from './screens/state';
import { countTaps } from './screens/stop/pace';
import { lookWhereShown } from './screens/stop/position';
import { addLateFixes } from './screens/stop/saving';
import { followShortcut } from './screens/stop/shortcut';
import { holdUpdatesInForms, registerWorker } from './screens/update';
import { watchDevice } from './screens/device';
import { deletePractice, onStorageTrouble } from './store/db';
import { goOut, practising } from './store/practice';
import { keepInContact } from './sync/schedule';
import './styles/app.scss';

const SOON_MS = 1000;
const PATIENCE_MS = 10_000;

const after = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** A moment in which the phone has nothing to draw. Not every browser tells. */
const idle = (): Promise<unknown> =>
  'requestIdleCallback' in window
    ? new Promise((done) => requestIdleCallback(done, { timeout: SOON_MS }))
    : after(SOON_MS / 10);

/** What the first screen doesn't need. */
function goOn(): void {
  if (!practising) {
    keepInContact((next) => {
      timing.value = next;
    });
    setTimeout(deletePractice, SOON_MS);
  }
  void bringOthers();
  void refresh();
  void registerWorker();
}

/** What can't be begun is left, and nothing of it is shown meanwhile. */
async function goIntoPractice(): Promise<void> {
  const late = setTimeout(goOut, PATIENCE_MS);
  await bringOthers()
    .then((others) => others!.beginPractice())
    .catch(() => new Promise(goOut));
  clearTimeout(late);
}

function follow(): void {
  addLateFixes();
  lookWhereShown();
  countTaps();
  watchDevice();
  holdUpdatesInForms();
  const root = document.getElementById('app')!;
  showWith(() => render(<App />, root));
  followShortcut();
  followAddress();
}

/** Nothing here is awaited by the module itself: the other screens' script waits until this one has run. */
async function begin(): Promise<void> {
  if (practising) await goIntoPractice();
  const shown = startState(early);
  follow();
  // A storage that never answers doesn't keep the rest waiting for ever.
  await Promise.race([shown.catch(() => undefined), after(PATIENCE_MS)]);
  await idle();
  goOn();
}

secret.value = takeEnrolSecret();
if (secret.value) goInstead('enrol');
onStorageTrouble((lost) => {
  storageLost.value = lost;
});
void begin();
