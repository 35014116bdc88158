/** Which screen is shown. In the address after `#`, so that the phone's Back button goes back. */
import { afterDrawing, cell } from './cell';

export type Screen =
  'home' | 'today' | 'patrol' | 'help' | 'trouble' | 'stop' | 'record' | 'shift' | 'sweeps' | 'enrol' | 'law';

interface Route {
  screen: Screen;
  id: string;
}

const SCREENS = 'home today patrol help trouble stop record shift sweeps enrol law'.split(' ') as Screen[];

function read(): Route {
  const [name, id = ''] = location.hash.slice(1).split('/');
  return { screen: SCREENS.find((screen) => screen === name) ?? 'home', id };
}

export const route = cell<Route>(read());

/** Where we are, not yet in the address. */
let overdue: Screen | null = null;

function writeAddress(): void {
  if (overdue) history.replaceState(null, '', `#${overdue}`);
  overdue = null;
}

export function go(screen: Screen, id = ''): void {
  writeAddress();
  location.hash = id ? `${screen}/${id}` : screen;
}

/**
 * Like `go`, but Back does not return to where we are: for a form that is done with. The screen is shown first: on a
 * slow phone the browser takes longer to change an address than we take to save a stop.
 */
export function goInstead(screen: Screen): void {
  overdue = screen;
  afterDrawing(writeAddress);
  arriveAt({ screen, id: '' });
}

const followers: ((screen: Screen) => void)[] = [];

/** Calls back at every change of screen. */
export function onScreen(follower: (screen: Screen) => void): void {
  followers.push(follower);
}

function arriveAt(where: Route): void {
  route.value = where;
  for (const follower of followers) follower(where.screen);
}

const LINK = /^#enrol=(.+)$/;

function arrive(): void {
  // Opened over the open app, a link changes the address and no more: begun anew, it is read.
  if (LINK.test(location.hash)) return location.reload();
  overdue = null;
  arriveAt(read());
}

export function followAddress(): void {
  writeAddress();
  addEventListener('hashchange', arrive);
  arrive();
}

/** For an app that is begun anew at once and takes it out again. */
export const putBackSecret = (secret: string): void => history.replaceState(null, '', `#enrol=${secret}`);

/** The secret of an enrol link, taken out of the address at once. Null: there was none. */
export function takeEnrolSecret(): string | null {
  const secret = LINK.exec(location.hash)?.[1];
  if (!secret) return null;
  history.replaceState(null, '', location.pathname);
  arrive();
  return secret;
}
