/** The rescue file: made, handed to another app or saved, and what to do with it then. */
import type { JSX } from 'preact';
import { makeRescueFile } from '../sync/rescue';
import { fill, plural, RESCUE } from '../words';
import { cell } from './cell';
import { onScreen } from './route';
import { me } from './state';

const said = cell('');
const making = cell(false);
onScreen(() => {
  said.value = '';
});

function download(file: File): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  // Not at once: some browsers begin to read it only afterwards.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** By the phone's own way of handing on files, else as a download. False: the officer changed their mind. */
async function handOver(file: File): Promise<boolean> {
  if (navigator.canShare?.({ files: [file] })) {
    try {
      await navigator.share({ files: [file] });
      return true;
    } catch (error) {
      if ((error as DOMException).name === 'AbortError') return false;
    }
  }
  download(file);
  return true;
}

async function makeAndHandOver(): Promise<string> {
  const made = await makeRescueFile(me.value!.id, Date.now());
  if (!made) return RESCUE.noKey;
  const done = await handOver(new File([made.text], made.name, { type: 'text/plain' }));
  return done ? fill(plural(made.holds, RESCUE.saved), made.name) : RESCUE.cancelled;
}

async function save(): Promise<void> {
  if (making.value) return;
  making.value = true;
  said.value = await makeAndHandOver().catch(() => RESCUE.failed);
  making.value = false;
}

export function Rescue(): JSX.Element {
  return (
    <section class="stack rescue">
      <h2>{RESCUE.title}</h2>
      {me.value?.rescue_key ? (
        <>
          <p>{RESCUE.intro}</p>
          <p class="hint">{RESCUE.keeps}</p>
          <button class="button button--quiet" aria-disabled={making.value} onClick={() => void save()}>
            {making.value ? RESCUE.making : RESCUE.save}
          </button>
        </>
      ) : (
        <p>{RESCUE.noKey}</p>
      )}
      <p role="status" class={said.value ? 'flag' : ''}>
        {said.value}
      </p>
    </section>
  );
}
