import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { routes } from '../../emulator/api/routes.ts';
import { faultKinds } from '../../emulator/control/faults.ts';
import * as ids from '../../emulator/data/ids.ts';
import { library } from '../../emulator/actions/new-command.ts';
import { appRegistrations, tenantId } from '../../emulator/identity.ts';

const page = readFileSync(new URL('../../docs/emulator.md', import.meta.url), 'utf8');

describe('the page about the emulator', () => {
  test.each(appRegistrations)('tells how to sign in as $name', ({ clientId, clientSecret, roles }) => {
    const row = page.split('\n').find((line) => line.includes(clientId) && line.startsWith('|')) ?? '';

    expect(row).toContain(clientSecret ?? '–');
    if (clientSecret !== undefined && roles.length > 0) expect(row).toContain(roles.join(', '));
    expect(page).toContain(tenantId);
  });

  test.each(faultKinds)('has the fault %s', (kind) => {
    expect(page).toMatch(new RegExp(`^\\|[^|]*\`${kind}\``, 'm'));
  });

  test.each(library)('names the script %s', (script) => {
    expect(page).toContain(`\`${script}\``);
  });

  test('names no id that is not there', () => {
    const known: readonly string[] = [
      ...Object.values(ids).flatMap((group) => Object.values(group)),
      ...appRegistrations.map(({ clientId }) => clientId),
      tenantId,
    ];
    const named = page.match(/\b(?:[0-9a-f]{8}-[0-9a-f-]{27}|(?:[a-z]{2})?\d{18}_-?\d+|[0-9a-f]{40})\b/g) ?? [];

    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((id) => !known.includes(id))).toEqual([]);
  });

  test.each(routes)('has the permissions of $method $template', ({ method, template, roles }) => {
    const row = page.split('\n').find((line) => line.includes(`\`${method} /api${template}\``)) ?? '';
    const words = template.endsWith('/cancel') ? 'the permission of any action' : roles.join(', ');

    expect(row).toContain(`| ${words} `);
  });
});
