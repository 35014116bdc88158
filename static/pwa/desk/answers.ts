/** One school's answers by keyboard: what a mark means shows while it is typed, and Enter goes to the next child. */

interface Mark {
  words: string;
  findings: string[];
}

export function quickAnswers(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-answers]');
  if (!form) return;
  const marks = JSON.parse(form.dataset['answers'] ?? '{}') as Record<string, Mark>;
  const words = JSON.parse(form.dataset['words'] ?? '{}') as Record<string, string>;
  const boxes = [...form.querySelectorAll<HTMLInputElement>('.app-answers__code')];
  for (const box of boxes) {
    box.addEventListener('input', () => {
      tell(box, marks, words);
    });
  }
  form.addEventListener('keydown', (press) => {
    if (press.key === 'Enter') goOn(press, form);
  });
  (form.querySelector<HTMLInputElement>('#told_by')?.value ? firstEmpty(boxes) : null)?.focus();
}

/** From an answer to the next one; the button at the end is pressed by an Enter of its own. */
function goOn(press: KeyboardEvent, form: HTMLFormElement): void {
  const from = press.target as HTMLElement;
  if (!from.matches('input, select')) return;
  press.preventDefault();
  const stations = [...form.querySelectorAll<HTMLElement>('#told_by, .app-answers__code, select, button[type="submit"]')];
  const open = stations.filter((each) => each === from || !each.closest('[hidden]'));
  const next = open[open.indexOf(from) + 1];
  next?.focus();
  if (next instanceof HTMLInputElement) next.select();
}

function tell(box: HTMLInputElement, marks: Record<string, Mark>, words: Record<string, string>): void {
  const child = box.closest<HTMLElement>('[data-child]');
  const mark = marks[box.value.trim().toUpperCase()];
  const means = document.getElementById(`${box.id}-means`);
  if (means) means.textContent = mark?.words ?? '';
  const choice = child?.querySelector<HTMLElement>('[data-choice]');
  const select = choice?.querySelector('select');
  if (!choice || !select) return;
  const findings = mark && mark.findings.length > 1 ? mark.findings : [];
  const street = child?.dataset['street'] ?? '';
  // The one that is taken unless a person chooses stands first, as on the server.
  const ordered = [...findings].sort((one, other) => Number(other === street) - Number(one === street));
  select.replaceChildren(...ordered.map((finding) => new Option(words[finding], finding)));
  choice.hidden = !findings.length;
}

function firstEmpty(boxes: HTMLInputElement[]): HTMLInputElement | null {
  const wrong = boxes.find((box) => box.classList.contains('govuk-input--error'));
  // Where something is wrong, the summary of what is wrong has the focus.
  return wrong ? null : (boxes.find((box) => !box.value) ?? null);
}
