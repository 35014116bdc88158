/** Which screen is shown. In the address after `#`, so that the phone's Back button goes back. */
import { cell } from './cell';

export type Screen = 'home' | 'today' | 'patrol' | 'help' | 'trouble' | 'stop' | 'record' | 'sweeps' | 'enrol';

interface Route {
  screen: Screen;
  id: string;
}

const SCREENS: Screen[] = ['home', 'today', 'patrol', 'help', 'trouble', 'stop', 'record', 'sweeps', 'enrol'];

function read(): Route {
  const [name, id = ''] = location.hash.slice(1).split('/');
  return { screen: SCREENS.find((screen) => screen === name) ?? 'home', id };
}

export const route = cell<Route>(read());

export function go(screen: Screen, id = ''): void {
  location.hash = id ? `${screen}/${id}` : screen;
}

/** Like `go`, but Back does not return to where we are: for a form that is done with. */
export function goInstead(screen: Screen): void {
  history.replaceState(null, '', `#${screen}`);
  arrive();
}

const followers: ((screen: Screen) => void)[] = [];

/** Calls back at every change of screen. */
export function onScreen(follower: (screen: Screen) => void): void {
  followers.push(follower);
}

function arrive(): void {
  route.value = read();
  for (const follower of followers) follower(route.value.screen);
}

export function followAddress(): void {
  addEventListener('hashchange', arrive);
  arrive();
}

/** The secret of an enrol link, taken out of the address at once. Null: there was none. */
export function takeEnrolSecret(): string | null {
  const secret = /^#enrol=(.+)$/.exec(location.hash)?.[1];
  if (!secret) return null;
  history.replaceState(null, '', location.pathname);
  arrive();
  return decodeURIComponent(secret);
}
