/**
 * Practice is a place of its own: other databases, another channel between windows, and no sender. Which place this
 * page is in is settled before anything is opened and never changes while it lives: one goes in and out by beginning
 * anew. May not know what is practised with.
 */
const MARK = 'sweep practice';

/** In the session's storage: it is this window's alone, and an app that is opened afresh is always the real one. */
function marked(): string | null {
  try {
    // From the app's icon, its shortcut or an enrol link one comes to the real thing: practice has other addresses.
    if (/^(#new|#enrol=.*|)$/.test(location.hash)) sessionStorage.removeItem(MARK);
    return sessionStorage.getItem(MARK);
  } catch {
    return null;
  }
}

/** As it was given on going in, each time another. Null: this is no practice. */
export const practice = marked();
export const practising = practice !== null;

/** What a database or a channel of this name is called where one practises. */
export const practised = (name: string): string => `${name}-practice`;
/** What it is called here. */
export const called = (name: string): string => (practising ? practised(name) : name);

function beginAnew(): void {
  location.hash = 'home';
  location.reload();
}

export function goIn(mark: string): void {
  sessionStorage.setItem(MARK, mark);
  beginAnew();
}

/** What was practised is deleted where it can't be in use any more: by the real app, as soon as that has begun. */
export function goOut(): void {
  sessionStorage.removeItem(MARK);
  beginAnew();
}
