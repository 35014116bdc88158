/** What the coordinator's pages load: the styles, and the little behaviour that makes them quicker to use. */
import './desk.scss';
import { initAll } from 'govuk-frontend';
import { keepSignedIn } from './keep';
import { addRows } from './rows';
import { offerPrint } from './print';

// The design system's components look for these classes before they act.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
addRows();
keepSignedIn();
offerPrint();
