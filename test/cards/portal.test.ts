import { expect, test } from '@jest/globals';
import { createPortal } from '../../src/cards/portal.ts';
import { alertId, machineId, portal, tenantId } from './views.ts';

test('leads to alert and device, in the tenant that was asked', () => {
  const base = 'https://security.microsoft.com';

  expect(portal.alert(alertId).url).toBe(`${base}/alerts/${alertId}?tid=${tenantId}`);
  expect(portal.device(machineId)?.url).toBe(`${base}/machines/${machineId}?tid=${tenantId}`);
  expect(createPortal(base, undefined).alert(alertId).url).toBe(`${base}/alerts/${alertId}`);
});

test.each([undefined, '', '../admin', 'x?tid=evil', `${machineId}/`, '\uD800', 'g'.repeat(40), 'a'.repeat(65)])(
  'has no link for the device %j',
  (id) => {
    expect(portal.device(id)).toBeUndefined();
  },
);
