import { address, arriveAt } from '../page';
import { expect, test } from 'vitest';
import { followAddress, route, takeEnrolSecret } from '../../src/screens/route';
import { NO_CHOICES } from '../../src/core/stop';
import { me } from '../../src/screens/state';
import { form, openChange, openNewStop } from '../../src/screens/stop/draft';
import type { Enrolment } from '../../src/store/enrolments';
import { aStop } from '../phone';

test('a link that a mail program damaged is handed on as it is: the server says that it does not know it', () => {
  address.hash = '#enrol=half%E0%A4%A';
  expect(takeEnrolSecret()).toBe('half%E0%A4%A');
  expect(address.hash).toBe('');
  expect(takeEnrolSecret()).toBeNull();
});

test('a link opened over the open app begins it anew, so that it is read', () => {
  followAddress();
  arriveAt('#today');
  expect(address.reload).not.toHaveBeenCalled();
  arriveAt('#enrol=abc');
  expect(address.reload).toHaveBeenCalledOnce();
  expect(route.value.screen).toBe('today');
});

test.each(['#stop', '#stop/where'])('the app begun anew at %s shows Home, and the address says so', async (hash) => {
  form.value = null;
  arriveAt(hash);
  await expect.poll(() => address.hash).toBe('#home');
  expect(route.value.screen).toBe('home');
});

test('a new stop that was left by mistake is there again by Forward', () => {
  me.value = { id: 'e', officer: { id: 'amara' } } as Enrolment;
  openNewStop();
  const left = form.value;
  arriveAt('#home');
  arriveAt('#stop');
  expect(form.value).toBe(left);
  expect(route.value.screen).toBe('stop');
});

test('Forward leads to no change that was saved or left', async () => {
  openChange(aStop());
  expect(form.value!.draft.choices).toMatchObject({ ...NO_CHOICES, finding: 'truanting', accompanied_by: 'parent' });
  arriveAt('#stop');
  arriveAt('#record/one');
  arriveAt('#stop');
  await expect.poll(() => address.hash).toBe('#home');
  expect(route.value.screen).toBe('home');
});
