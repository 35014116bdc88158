/** The line that stays after Save: which record, another child of the same group, undo. */
import type { JSX } from 'preact';
import { reference } from '../core/ids';
import type { Stop } from '../core/stop';
import { SHAPES } from '../ui/icons';
import { Notice, Warning } from '../ui/notice';
import { fill, FINDING, HOME, OUTCOME, RECORD, URGENCY, WITH } from '../words';
import { removalWarning } from './here';
import { say } from './said';
import { openSameGroup } from './stop/draft';
import { lastSaved, removeStop } from './stop/saving';

async function undo(stop: Stop): Promise<void> {
  if (await removeStop(stop, HOME.undone)) say(fill(RECORD.undone, reference(stop.stop_id)), false);
}

export function SavedLine(): JSX.Element {
  const stop = lastSaved.value;
  const warning = stop && removalWarning(stop);
  return (
    <div class="saved-place" role="status">
      {stop && (
        <Notice tone="good">
          <p class="saved">
            <SHAPES.sent />
            <span>
              <strong>
                {HOME.saved} · {reference(stop.stop_id)}
              </strong>
              <small>
                {FINDING[stop.finding]} · {WITH[stop.accompanied_by]}
                {stop.outcome && ` · ${OUTCOME[stop.outcome]}`}
              </small>
            </span>
          </p>
          {warning && <Warning text={warning} />}
          {stop.urgent && (
            <p>
              <strong>{fill(HOME.urgent, URGENCY[stop.urgent])}</strong>
              <br />
              {HOME.urgentHint}
            </p>
          )}
          <div class="pair">
            <button class="button button--group" onClick={() => openSameGroup(stop)}>
              {HOME.sameGroup}
            </button>
            <button class="button button--quiet" onClick={() => void undo(stop)}>
              {HOME.undo}
            </button>
          </div>
        </Notice>
      )}
    </div>
  );
}
