import { address, arriveAt } from '../page';
import { expect, test } from 'vitest';
import { followAddress, route, takeEnrolSecret } from '../../src/screens/route';

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
