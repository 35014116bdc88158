/** The officer's log: a day's own stops and patrol times, and what they come to; earlier days, and search. */
import type { JSX } from 'preact';
import { Empty } from '../ui/lists';
import { Page } from '../ui/page';
import { londonDate, plural, TODAY } from '../words';
import { asked, day, listed } from './day';
import { Finder } from './finder';
import { PatrolTimes, Removed, Stops } from './log';
import { PatrolEnded } from './patrol/ended';
import { StillOn } from './patrol/still-on';
import { stops, today } from './state';
import { Totals } from './totals';

export function TodayScreen(): JSX.Element {
  const list = listed(stops.value);
  const isToday = day.value === today.value;
  const searching = asked.value.trim() !== '';
  return (
    <Page title={isToday ? TODAY.title : londonDate(Date.parse(day.value))}>
      {isToday && <StillOn />}
      {isToday && <PatrolEnded />}
      <Totals day={day.value} />
      <PatrolTimes day={day.value} />
      <Finder />
      {searching && <p role="status">{plural(list.length, TODAY.found)}</p>}
      {!searching && list.length === 0 && (
        <Empty text={isToday ? TODAY.none : TODAY.noneThen} {...(isToday && { hint: TODAY.noneHint })} />
      )}
      <Stops list={list} />
      <Removed />
    </Page>
  );
}
