/**
 * How the phone is to look and speak. Known before the first thing is drawn and the same for every officer of the
 * phone, so it lies apart from the records, which are read later. A browser that keeps nothing here has its own way.
 */
type Choice = 'language' | 'theme';

export function kept(choice: Choice): string | null {
  try {
    return localStorage.getItem(`sweep ${choice}`);
  } catch {
    return null;
  }
}

export function keep(choice: Choice, value: string): void {
  try {
    localStorage.setItem(`sweep ${choice}`, value);
  } catch {
    // Then it holds until the app is closed.
  }
}
