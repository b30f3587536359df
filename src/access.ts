/** Who may do what, put together: the policy in force, what Teams knows of people and rooms, the log. */

import type { Clock } from './clock.ts';
import { ConfigError, type Config } from './config.ts';
import { errorFields, type Log } from './log.ts';
import { createAccess, type Access } from './policy/access.ts';
import { openPolicyFile, type PolicyEvent, type PolicyFile } from './policy/policy-file.ts';
import { closed, open, type Rules } from './policy/policy.ts';
import type { LookUps } from './teams/connector.ts';
import { createRooms } from './teams/room.ts';

export interface AccessControl extends Access {
  /** Reads the policy again, where there is one. */
  reload(): void;
  /** Looks for changes of the policy until the signal is aborted. */
  watch(signal: AbortSignal): Promise<void>;
}

/** Throws ConfigError, with every fault of the policy. */
export function createAccessControl(
  { bot, accessPolicyFile }: Pick<Config, 'bot' | 'accessPolicyFile'>,
  { lookUps, clock, log }: { readonly lookUps: Pick<LookUps, 'get'>; readonly clock: Clock; readonly log: Log },
): AccessControl {
  const file = bot.auth === 'off' || accessPolicyFile === undefined ? undefined : opened(accessPolicyFile, clock, log);
  const withoutFile: Rules = bot.auth === 'off' ? open : closed;
  if (bot.auth !== 'off' && file === undefined)
    log.warn({}, 'there is no access policy: nobody may use the bot until ACCESS_POLICY_FILE is set');
  const access = createAccess({
    rules: () => (file === undefined ? withoutFile : { mode: 'policy', policy: file.current() }),
    directory: createRooms({ lookUps, tenantId: bot.auth === 'off' ? '' : bot.tenantId, clock }),
    report: (error, what) => log.warn({ what, ...errorFields(error) }, 'Teams did not say who is there'),
  });
  return {
    ...access,
    reload: () => file?.reload(),
    watch: async (signal) => file?.watch(signal),
  };
}

function opened(path: string, clock: Clock, log: Log): PolicyFile {
  const policy = openPolicyFile(path, { clock, report: (event) => tell(event, log) });
  if (policy.ok) return policy.file;
  throw new ConfigError(
    ['ACCESS_POLICY_FILE: the policy is not right:', ...policy.faults.map((fault) => `  ${fault}`)].join('\n'),
  );
}

function tell(event: PolicyEvent, log: Log): void {
  if (event.kind === 'loaded') log.info({ grants: event.grants }, 'the access policy was read again');
  else log.error({ faults: event.faults }, 'the access policy is broken: the one before it stays in force');
}
