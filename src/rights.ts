/** What the app registrations may do, as their tokens say: told to the log when it changes, and to `health`. */

import type { Command } from './bot/command.ts';
import { alternatives, type AppName } from './bot/permission.ts';
import { roleTable, type Registration, type RoleTable } from './bot/role-table.ts';
import type { Clock } from './clock.ts';
import { watchRoles } from './entra/token-roles.ts';
import type { TokenSource } from './entra/token-source.ts';
import { recordOf } from './json.ts';
import type { Log } from './log.ts';

export interface RightsOptions {
  readonly commands: readonly Command[];
  readonly clock: Clock;
  readonly log: Log;
}

export interface Rights {
  /** The same tokens, looked into on their way. Called once for each registration, before there is a token. */
  watched(app: AppName, source: TokenSource): TokenSource;
  table(): RoleTable;
  /** Asks for a token of each. What is not had is no error. */
  look(signal: AbortSignal): Promise<void>;
  /** Looks at once and every hour, until the signal is aborted. */
  watch(signal: AbortSignal): Promise<void>;
}

const lookAgainMs = 3_600_000;

export function createRights({ commands, clock, log }: RightsOptions): Rights {
  const sources = new Map<AppName, TokenSource>();
  const known = new Map<AppName, Registration['roles']>();
  let told = '';

  function table(): RoleTable {
    const main: Registration = { app: 'main', roles: known.get('main') };
    return roleTable(commands, sources.has('result') ? [main, { app: 'result', roles: known.get('result') }] : [main]);
  }

  function learn(app: AppName, roles: Registration['roles']): void {
    known.set(app, roles);
    if (known.size === sources.size) tell();
  }

  function tell(): void {
    const now = table();
    if (told === JSON.stringify(now)) return;
    told = JSON.stringify(now);
    log.info(
      { commands: Object.fromEntries(now.rows.map((row) => [row.command, verdictOf(row)])) },
      'what the permissions allow',
    );
    for (const { app, roles } of now.registrations)
      if (roles === undefined) log.warn({ app }, 'the permissions of an app registration are not known');
    for (const { app, role, instead } of now.excess)
      log.warn({ app, permission: role, instead }, 'a permission is not needed by any command');
  }

  async function ask(app: AppName, token: TokenSource, signal: AbortSignal): Promise<void> {
    try {
      await token({ refresh: false, signal });
    } catch (error) {
      if (signal.aborted) return;
      const { code, correlationId } = recordOf(error);
      log.warn({ app, code, correlationId }, 'the permissions of an app registration are not known: no token was had');
    }
  }

  async function look(signal: AbortSignal): Promise<void> {
    await Promise.all([...sources].map(([app, token]) => ask(app, token, signal)));
  }

  return {
    watched(app, source) {
      const token = watchRoles(source, (roles) => learn(app, roles));
      sources.set(app, token);
      return token;
    },
    table,
    look,
    async watch(signal) {
      while (!signal.aborted) {
        await look(signal);
        await clock.sleep(lookAgainMs, signal).catch(() => undefined); // it stops
      }
    },
  };
}

function verdictOf({ verdict, missing }: RoleTable['rows'][number]): string {
  const parts = missing.map((permission) => `no ${alternatives(permission)}, so not ${permission.for}`);
  return [verdict, ...parts].join('; ');
}
