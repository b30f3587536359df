/** A bot that is well and was not asked for anything yet. */

import { commands } from '../../src/bot/commands/index.ts';
import type { Health } from '../../src/bot/health.ts';
import { roleTable } from '../../src/bot/role-table.ts';

export function healthOf(parts: Partial<Health> = {}): Health {
  return {
    versions: { bot: '0.1.0', node: '24.0.0' },
    uptimeMs: () => 3 * 60 * 60_000,
    isStateOk: () => Promise.resolve(true),
    lastCall: () => undefined,
    quotaLeft: () => [],
    roles: () => roleTable(commands, [{ app: 'main', roles: undefined }]),
    journal: () => undefined,
    policyFrom: () => undefined,
    ...parts,
  };
}
