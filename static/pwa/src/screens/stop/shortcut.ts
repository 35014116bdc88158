/** The icon's own shortcut, `#new`, opens a stop as the large button does; one that is open stays as it is. */
import { practising } from '../../store/practice';
import { route } from '../route';
import { hasChosen, me, refresh } from '../state';
import { openNewStop } from './draft';

async function openAsked(): Promise<void> {
  if (location.hash !== '#new') return;
  // Begun anew it is read as what it is: a real stop.
  if (practising) return location.reload();
  if (route.value.screen === 'stop') return history.back();
  history.replaceState(null, '', '#home');
  await refresh();
  if (me.value && hasChosen.value) openNewStop();
}

/** To be called before the address is followed: the screen that was open is then still known. */
export function followShortcut(): void {
  addEventListener('hashchange', () => void openAsked());
  void openAsked();
}
