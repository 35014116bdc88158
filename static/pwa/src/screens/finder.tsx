/** Another day of those on this phone, and what to look for in all of them. */
import type { JSX } from 'preact';
import { londonDate, TODAY } from '../words';
import { asked, chooseDay, day, days } from './day';
import { today } from './state';

export function Finder(): JSX.Element {
  return (
    <div class="finder">
      <label>
        {TODAY.day}
        <select value={day.value} onChange={(event) => chooseDay(event.currentTarget.value)}>
          {days.value.map((one) => (
            <option key={one} value={one}>
              {one === today.value ? TODAY.title : londonDate(Date.parse(one))}
            </option>
          ))}
        </select>
      </label>
      <label>
        {TODAY.find}
        <input
          type="search"
          value={asked.value}
          onInput={(event) => {
            asked.value = event.currentTarget.value;
          }}
        />
      </label>
    </div>
  );
}
