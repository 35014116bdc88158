/** What the coordinator's pages load: the styles, and the little behaviour that makes them quicker to use. */
import './desk.scss';
import { Button, ErrorSummary, NotificationBanner, PasswordInput, SkipLink, createAll } from 'govuk-frontend';
import { quickAnswers } from './answers';
import { keepSignedIn } from './keep';
import { watchLive } from './live';
import { drawMaps } from './maps';
import { offerPrint } from './print';
import { addRows } from './rows';
import { markScrolling } from './scroll';
import { showUploads } from './upload';

// The design system's components look for these classes before they act.
document.body.classList.add('js-enabled', 'govuk-frontend-supported');
const begin = (): void => {
  for (const component of [Button, ErrorSummary, NotificationBanner, PasswordInput, SkipLink]) createAll(component);
  showUploads(begin);
};
begin();
addRows();
keepSignedIn();
offerPrint();
quickAnswers();
markScrolling();
watchLive();
void drawMaps();
