/** Why a record is changed or removed: one tap, or a few words. */
import { cell } from '../cell';
import type { JSX } from 'preact';
import { onScreen } from '../route';
import { PATROL, RECORD, STOP, WHY_CHANGED, WHY_TIMES, WHY_VOIDED } from '../../words';

const written = cell('');
onScreen(() => {
  written.value = '';
});

/** The question, the usual answers, and what giving another is called. */
const KINDS = {
  change: [STOP.why, WHY_CHANGED, STOP.save],
  remove: [STOP.whyRemove, WHY_VOIDED, RECORD.removeNow],
  times: [PATROL.why, WHY_TIMES, STOP.save],
} as const;

interface WhyProps {
  kind: keyof typeof KINDS;
  onWhy: (why: string) => void;
}

export function Why({ kind, onWhy }: WhyProps): JSX.Element {
  const [question, usual, giveOther] = KINDS[kind];
  const give = (why: string): void => {
    written.value = '';
    onWhy(why);
  };
  return (
    <fieldset class="chips why">
      <legend>{question}</legend>
      <div class="chips__row">
        {usual.map((why) => (
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
          {giveOther}
        </button>
      </div>
    </fieldset>
  );
}
