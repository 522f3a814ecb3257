import { countDays, type Days, lastDays } from "./days.ts";

type DayPickerProps = { readonly days: Days; readonly onChange: (days: Days) => void };

const PRESETS: readonly (readonly [label: string, days: number])[] = [
  ["Today", 1],
  ["7 days", 7],
  ["30 days", 30],
];

/** Chooses the days, in the marketer's own time zone. */
export function DayPicker({ days, onChange }: DayPickerProps) {
  const today = lastDays(1, new Date()).last;
  const change = (changed: Days) => {
    if (changed.first !== "" && changed.last !== "" && countDays(changed) > 0) onChange(changed);
  };
  return (
    <fieldset class="day-picker">
      <legend class="visually-hidden">Days to look at</legend>
      <div class="presets">
        {PRESETS.map(([label, length]) => (
          <button
            key={label}
            type="button"
            class="button chip"
            aria-pressed={days.last === today && countDays(days) === length}
            onClick={() => onChange(lastDays(length, new Date()))}
          >
            {label}
          </button>
        ))}
      </div>
      <label>
        <span class="soft small">From</span>
        <input
          class="input"
          type="date"
          max={days.last}
          value={days.first}
          onChange={(event) => change({ ...days, first: event.currentTarget.value })}
        />
      </label>
      <label>
        <span class="soft small">To</span>
        <input
          class="input"
          type="date"
          min={days.first}
          max={today}
          value={days.last}
          onChange={(event) => change({ ...days, last: event.currentTarget.value })}
        />
      </label>
    </fieldset>
  );
}
