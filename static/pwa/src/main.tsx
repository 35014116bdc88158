/** Starts the app: what is stored is read, the screens are shown, the sender begins. */
import { render } from 'preact';
import { App } from './screens/app';
import { showWith } from './screens/cell';
import { secret } from './screens/enrol';
import { followAddress, goInstead, takeEnrolSecret } from './screens/route';
import { startState, storageLost, timing } from './screens/state';
import { addLateFixes } from './screens/stop/saving';
import { holdUpdatesInForms, registerWorker } from './screens/update';
import { watchDevice } from './screens/device';
import { onStorageTrouble } from './store/db';
import { keepInContact } from './sync/schedule';
import './styles/app.scss';

secret.value = takeEnrolSecret();
if (secret.value) goInstead('enrol');
onStorageTrouble((lost) => {
  storageLost.value = lost;
});
startState();
addLateFixes();
watchDevice();
holdUpdatesInForms();
const root = document.getElementById('app')!;
showWith(() => render(<App />, root));
followAddress();
keepInContact((next) => {
  timing.value = next;
});
void registerWorker();
