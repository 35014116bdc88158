/** Facts by name, and what stands where a list is empty. */
import type { JSX } from 'preact';

export function Facts({ rows }: { rows: [string, string][] }): JSX.Element {
  return (
    <dl class="facts">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Empty({ text, hint }: { text: string; hint?: string }): JSX.Element {
  return (
    <div class="empty">
      <p>
        <strong>{text}</strong>
      </p>
      {hint && <p>{hint}</p>}
    </div>
  );
}
