/** Shows how far a long file has come; without this the browser sends the form by itself, and shows nothing. */

export function showUploads(afterwards: () => void): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
    form.addEventListener('submit', (press) => {
      if (!form.querySelector<HTMLInputElement>('input[type=file]')?.files?.length) return;
      press.preventDefault();
      send(form, afterwards);
    });
  }
}

function send(form: HTMLFormElement, afterwards: () => void): void {
  const { box, bar, words } = progressBar();
  form.querySelector('button')?.before(box);
  const call = new XMLHttpRequest();
  call.open('POST', form.action);
  call.setRequestHeader('accept', 'text/html');
  call.upload.addEventListener('progress', ({ loaded, total }) => {
    bar.value = Math.round((100 * loaded) / total);
    words.textContent = loaded < total ? `Sending: ${bar.value} %` : 'Checking every row…';
    if (loaded >= total) bar.removeAttribute('value');
  });
  call.addEventListener('error', () => {
    words.textContent = 'The server can’t be reached. Nothing was changed. Try again.';
    bar.remove();
    form.querySelector('button')?.removeAttribute('disabled');
  });
  call.addEventListener('load', () => show(call, form.action, afterwards));
  call.send(new FormData(form));
}

function progressBar(): { box: HTMLElement; bar: HTMLProgressElement; words: HTMLElement } {
  document.querySelector('.app-progress')?.remove();
  const [box, bar, words] = [
    document.createElement('div'),
    document.createElement('progress'),
    document.createElement('p'),
  ];
  box.className = 'app-progress';
  bar.max = 100;
  bar.setAttribute('aria-label', 'The file on its way');
  words.setAttribute('role', 'status');
  words.textContent = 'Sending';
  box.append(bar, words);
  return { box, bar, words };
}

/** The answer takes the page's place, as if the form had been sent without us. */
function show(call: XMLHttpRequest, asked: string, afterwards: () => void): void {
  const answer = new DOMParser().parseFromString(call.responseText, 'text/html');
  const next = answer.querySelector('main');
  if (call.responseURL !== asked || !next) {
    location.assign(call.responseURL || asked);
    return;
  }
  document.title = answer.title;
  for (const part of ['.govuk-breadcrumbs', 'main']) {
    const [now, then] = [document.querySelector(part), answer.querySelector(part)];
    if (now && then) now.replaceWith(then);
    else if (then) document.querySelector('main')?.before(then);
    else now?.remove();
  }
  scrollTo(0, 0);
  afterwards();
  const first =
    document.querySelector<HTMLElement>('.govuk-error-summary') ?? document.querySelector<HTMLElement>('h1');
  first?.setAttribute('tabindex', '-1');
  first?.focus();
}
