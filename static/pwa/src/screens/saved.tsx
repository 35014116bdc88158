/** The line that stays after Save: which record, another child of the same group, undo. */
import type { JSX } from 'preact';
import { reference } from '../core/ids';
import { Tick } from '../ui/icons';
import { Notice } from '../ui/notice';
import { FINDING, HOME, WITH } from '../words';
import { sweepId } from './state';
import { openSameGroup } from './stop/draft';
import { removeStop, saved } from './stop/saving';

export function SavedLine(): JSX.Element {
  // Another sweep has begun: its children belong to no group of the one before.
  const stop = saved.value?.sweep_id === sweepId.value ? saved.value : null;
  return (
    <div class="saved-place" role="status">
      {stop && (
        <Notice tone="good">
          <p class="saved">
            <Tick />
            <span>
              <strong>
                {HOME.saved} · {reference(stop.stop_id)}
              </strong>
              <small>
                {FINDING[stop.finding]} · {WITH[stop.accompanied_by]}
              </small>
            </span>
          </p>
          <div class="pair">
            <button type="button" class="button button--group" onClick={() => openSameGroup(stop)}>
              {HOME.sameGroup}
            </button>
            <button type="button" class="button button--quiet" onClick={() => void removeStop(stop, HOME.undone)}>
              {HOME.undo}
            </button>
          </div>
        </Notice>
      )}
    </div>
  );
}
