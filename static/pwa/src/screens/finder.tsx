/** Another day of those on this phone, and what to look for in all of them. */
import type { JSX } from 'preact';
import { londonDate, TODAY } from '../words';
import { asked, chooseDay, day, days } from './day';
import { today } from './state';

export function Finder(): JSX.Element {
  return (
    <div class="finder">
      <div class="field">
        <label for="day">{TODAY.day}</label>
        <select id="day" value={day.value} onChange={(event) => chooseDay(event.currentTarget.value)}>
          {days.value.map((one) => (
            <option key={one} value={one}>
              {one === today.value ? TODAY.title : londonDate(Date.parse(one))}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="find">{TODAY.find}</label>
        <input
          id="find"
          type="search"
          value={asked.value}
          onInput={(event) => {
            asked.value = event.currentTarget.value;
          }}
        />
      </div>
    </div>
  );
}
