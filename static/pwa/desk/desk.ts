/** What the coordinator's pages load: the styles, and the behaviour of the design system's components. */
import './desk.scss';
import { initAll } from 'govuk-frontend';

// The design system's components look for this class before they act.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
initAll();
