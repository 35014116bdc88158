/** Why a record is changed or removed: one tap, or a few words. */
import { cell } from '../cell';
import type { JSX } from 'preact';
import { RECORD, STOP, WHY_CHANGED, WHY_VOIDED } from '../../words';

const written = cell('');

interface WhyProps {
  kind: 'change' | 'remove';
  onWhy: (why: string) => void;
}

export function Why({ kind, onWhy }: WhyProps): JSX.Element {
  const give = (why: string): void => {
    written.value = '';
    onWhy(why);
  };
  return (
    <fieldset class="chips why">
      <legend>{kind === 'change' ? STOP.why : STOP.whyRemove}</legend>
      <div class="chips__row">
        {(kind === 'change' ? WHY_CHANGED : WHY_VOIDED).map((why) => (
          <button class="chip" key={why} onClick={() => give(why)}>
            {why}
          </button>
        ))}
      </div>
      <div class="why__other">
        <label for="why">{STOP.otherWhy}</label>
        <input
          id="why"
          type="text"
          maxLength={200}
          value={written.value}
          onInput={(event) => {
            written.value = event.currentTarget.value;
          }}
        />
        <button
          class="button"
          onClick={() => {
            if (written.value.trim()) give(written.value.trim());
          }}
        >
          {kind === 'change' ? STOP.save : RECORD.removeNow}
        </button>
      </div>
    </fieldset>
  );
}
