/** `.env.sample` has the variables of the code, in its order, with its defaults, and no secret. */

import { expect, test } from '@jest/globals';
import { variables } from '../../src/variables.ts';
import { textOf } from './files.ts';

const sample = textOf('.env.sample');
const entries = [...sample.matchAll(/^(?:# )?(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => ({ name, value }));
const defaults = new Map<string, unknown>(Object.entries(variables.parse({})));

test('the same variables in the same order', () => {
  expect(entries.map(({ name }) => name)).toEqual(Object.keys(variables.shape));
});

test.each(entries)('$name has its default', ({ name, value }) => {
  const given = defaults.get(name);

  expect(value).toBe(
    given === undefined ? '' : Array.isArray(given) ? given.join(',') : JSON.stringify(given).replaceAll('"', ''),
  );
});

test('what has to be filled in stands uncommented, everything else is commented out', () => {
  const open = [...sample.matchAll(/^(\w+)=/gm)].map(([, name]) => name);

  expect(open).toEqual([
    'MicrosoftAppId',
    'MicrosoftAppTenantId',
    'MicrosoftAppPassword',
    'DEFENDER_TENANT_ID',
    'DEFENDER_CLIENT_ID',
    'DEFENDER_CLIENT_SECRET',
  ]);
});
