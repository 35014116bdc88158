/** Starts the app: what is stored is read, the screens are shown, the sender begins. */
import { render } from 'preact';
// First of ours, so that nothing is drawn in other colours than the chosen.
import './screens/theme';
import './store/soon';
import { App } from './screens/app';
import { showWith } from './screens/cell';
import { secret } from './screens/enrol';
import { beginPractice } from './screens/practice/begin';
import { followAddress, goInstead, takeEnrolSecret } from './screens/route';
import { startState, storageLost, timing } from './screens/state';
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

secret.value = takeEnrolSecret();
if (secret.value) goInstead('enrol');
onStorageTrouble((lost) => {
  storageLost.value = lost;
});
if (practising) {
  // What can't be begun is left, and nothing of it is shown meanwhile.
  const late = setTimeout(goOut, PATIENCE_MS);
  await beginPractice().catch(() => new Promise(goOut));
  clearTimeout(late);
}
startState();
addLateFixes();
lookWhereShown();
countTaps();
watchDevice();
holdUpdatesInForms();
const root = document.getElementById('app')!;
showWith(() => render(<App />, root));
followShortcut();
followAddress();
if (!practising) {
  keepInContact((next) => {
    timing.value = next;
  });
  // Not before the first screen stands.
  setTimeout(deletePractice, SOON_MS);
}
void registerWorker();
