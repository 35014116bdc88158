/** Adds a row to a list without asking the server; without this, the same button asks it. */

export function addRows(): void {
  for (const list of document.querySelectorAll<HTMLElement>('[data-rows]')) {
    const more = list.querySelector<HTMLButtonElement>('[data-more]');
    const template = list.querySelector('template');
    if (!more || !template) continue;
    dropEmpty(list);
    more.addEventListener('click', (press) => {
      press.preventDefault();
      const row = nextRow(template, list.querySelectorAll('[data-row]').length);
      template.before(row);
      (template.previousElementSibling?.querySelector('input') ?? more).focus();
    });
  }
}

/** The empty row that the server adds is for those without this script; a new plan's first site stays. */
function dropEmpty(list: HTMLElement): void {
  const rows = list.querySelectorAll('[data-row]');
  const keepOne = list.dataset['rows'] === 'sites' && rows.length === 1;
  if (!keepOne) for (const row of rows) if (row.hasAttribute('data-empty')) row.remove();
}

function nextRow(template: HTMLTemplateElement, number: number): DocumentFragment {
  const row = template.content.cloneNode(true) as DocumentFragment;
  for (const part of row.querySelectorAll('*')) {
    for (const name of ['id', 'name', 'for', 'aria-describedby']) {
      const said = part.getAttribute(name);
      if (said) part.setAttribute(name, said.replace('NUMBER', String(number)));
    }
  }
  const shown = row.querySelector('[data-number]');
  if (shown) shown.textContent = String(number + 1);
  return row;
}
