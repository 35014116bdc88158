/** New stop: finding, who with, Save. Everything else is one tap more and never asked for. */
import type { JSX } from 'preact';
import { reference } from '../../core/ids';
import type { Accompanied } from '../../core/codes';
import { changedChoices, isComplete, withFinding, type Complete, type Stop } from '../../core/stop';
import { londonClock } from '../../core/times';
import { options, Tiles } from '../../ui/choices';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { APP, fill, FINDING, FINDING_MEANS, RECORD, STOP, WHO } from '../../words';
import { once } from '../in-turn';
import { notSaved } from '../not-saved';
import { NamesNone } from '../no-sweep';
import { missing, NotHere, others } from '../rest';
import { goInstead, route } from '../route';
import { say } from '../said';
import { stillOpen } from '../state';
import { asksWhy, choices, choose, form, tried, type Form } from './draft';
import { Extras } from './extras';
import { PlaceLine } from './place-line';
import { changeStop, saveStop } from './saving';
import { Why } from './why';

const TITLES = { new: STOP.title, same: STOP.titleSame, change: STOP.titleChange };
function close(): void {
  history.back();
}

/** Who went back while it was being written may have opened the next one. */
const isOpen = ({ draft }: Form): boolean => form.value?.draft.stop_id === draft.stop_id;

/** The first unanswered question takes the focus: Save says what it lacks instead of refusing in silence. */
function pointToMissing(): void {
  tried.value = true;
  const name = choices.value.finding ? 'accompanied_by' : 'finding';
  document.querySelector<HTMLInputElement>(`input[name=${name}]`)?.focus();
}

async function save(open: Form): Promise<void> {
  const chosen = choices.value;
  if (!isComplete(chosen)) return pointToMissing();
  if (open.stop) {
    asksWhy.value = true;
    return;
  }
  const done = await once(open.draft.stop_id, () => saveStop(open, chosen));
  if (!done || !isOpen(open)) return;
  form.value = null;
  goInstead('home');
}

/** What was answered anew, and the place where another was chosen. */
function changesOf(stop: Stop, { draft }: Form, chosen: Complete): Partial<Stop> {
  const { location } = draft;
  return { ...changedChoices(stop, chosen), ...(location && location !== stop.location && { location }) };
}

async function saveChange(open: Form, why: string): Promise<void> {
  const chosen = choices.value;
  const { stop, enrolment } = open;
  if (!stop || !isComplete(chosen)) return;
  const done = await once(stop.stop_id, () => changeStop(stop, changesOf(stop, open, chosen), why, enrolment));
  asksWhy.value = false;
  if (!done) return;
  say(fill(RECORD.changed, reference(stop.stop_id)));
  if (isOpen(open)) close();
}

function Questions({ open }: { open: Form }): JSX.Element {
  const { finding, accompanied_by } = choices.value;
  const onEnter = (): void => void save(open);
  return (
    <>
      <Tiles
        name="finding"
        legend={STOP.finding}
        options={options(FINDING)}
        chosen={finding}
        onChoose={(value) => {
          choices.value = withFinding(choices.value, value);
        }}
        missing={tried.value && !finding ? STOP.missingFinding : undefined}
        hint={finding ? FINDING_MEANS[finding] : ''}
        onEnter={onEnter}
      />
      <Tiles
        name="accompanied_by"
        legend={STOP.who}
        options={options(WHO)}
        chosen={accompanied_by}
        onChoose={(value) => choose({ accompanied_by: value })}
        missing={tried.value && !accompanied_by ? STOP.missingWho : undefined}
        onEnter={onEnter}
      />
    </>
  );
}

/** The two most frequent answers save as well: a tap less. Neither comes before the other, so neither is favoured. */
const IN_ONE_TAP: Accompanied[] = ['alone', 'parent'];

/** There from the start: what came up later would come up under the thumb. */
function SaveWith({ open }: { open: Form }): JSX.Element | null {
  if (open.stop || choices.value.accompanied_by) return null;
  return (
    <div class="pair">
      {IN_ONE_TAP.map((accompanied_by) => (
        <button
          class="button button--group"
          key={accompanied_by}
          onClick={() => {
            choose({ accompanied_by });
            void save(open);
          }}
        >
          {fill(STOP.saveWith, WHO[accompanied_by])}
        </button>
      ))}
    </div>
  );
}

function SaveBar({ open }: { open: Form }): JSX.Element {
  if (asksWhy.value && open.stop) {
    const unchanged = isComplete(choices.value) && Object.keys(changesOf(open.stop, open, choices.value)).length === 0;
    return (
      <>
        {unchanged ? <p>{STOP.nothingChanged}</p> : <Why kind="change" onWhy={(why) => void saveChange(open, why)} />}
        <button
          class="button button--quiet"
          onClick={() => {
            asksWhy.value = false;
          }}
        >
          {APP.back}
        </button>
      </>
    );
  }
  return (
    <>
      {notSaved.value && (
        <Notice tone="bad">
          <p>{notSaved.value}</p>
        </Notice>
      )}
      <SaveWith open={open} />
      <button class="button button--main" onClick={() => void save(open)}>
        {open.stop ? STOP.saveChange : STOP.save}
      </button>
    </>
  );
}

export function StopScreen(): JSX.Element | null {
  const open = form.value;
  if (!open) return null;
  if (route.value.id === 'where') {
    const Where = others.value?.WhereScreen;
    if (Where) return <Where open={open} />;
    // Until it is known, the form stays as it is.
    if (missing.value) return <NotHere back={{ label: APP.back, onBack: close }} />;
  }
  return (
    <Page
      key={open.kind}
      title={TITLES[open.kind]}
      aside={londonClock(open.draft.stopped_at)}
      back={{ label: APP.cancel, onBack: close }}
      bar={<SaveBar open={open} />}
    >
      <PlaceLine open={open} />
      {!open.stop && !stillOpen(open.draft.sweep_id) && <NamesNone />}
      <Questions open={open} />
      <Extras open={open} />
    </Page>
  );
}
