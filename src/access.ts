/** Who may do what, put together: the policy in force, what Teams knows of people and rooms, the log. */

import type { Clock } from './clock.ts';
import { ConfigError, type Config } from './config.ts';
import { errorFields, type Log } from './log.ts';
import { createAccess, type Access } from './policy/access.ts';
import type { PolicyBoard } from './policy/policy-board.ts';
import { openPolicyFile, type PolicyEvent, type PolicyFile } from './policy/policy-file.ts';
import { createPolicyInForce, type PolicySource } from './policy/policy-in-force.ts';
import type { SharingEvent } from './policy/policy-sharing.ts';
import { closed, open, type Rules } from './policy/policy.ts';
import type { LookUps } from './teams/connector.ts';
import { createRooms } from './teams/room.ts';

export interface AccessControl extends Access {
  /** Resolves when the policy is in force that all replicas have, where there are others. */
  start(): Promise<void>;
  /** Reads the policy again, where there is one. */
  reload(): void;
  /** Whose policy is in force; `undefined`: there are no other replicas, or there is no policy. */
  policyFrom(): PolicySource | undefined;
  /** Looks for changes of the policy until the signal is aborted. */
  watch(signal: AbortSignal): Promise<void>;
}

interface Ways {
  readonly lookUps: Pick<LookUps, 'get'>;
  /** Where there are other replicas. A bot that was given no policy of its own takes none of theirs. */
  readonly policyBoard?: PolicyBoard | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** Throws ConfigError, with every fault of the policy. */
export function createAccessControl(
  { bot, accessPolicyFile }: Pick<Config, 'bot' | 'accessPolicyFile'>,
  { lookUps, policyBoard: board, clock, log }: Ways,
): AccessControl {
  const file = bot.auth === 'off' || accessPolicyFile === undefined ? undefined : opened(accessPolicyFile, log);
  const policy = file && createPolicyInForce(file, { board, clock, report: (event) => tellOfOthers(event, log) });
  const withoutFile: Rules = bot.auth === 'off' ? open : closed;
  if (bot.auth !== 'off' && file === undefined)
    log.warn({}, 'there is no access policy: nobody may use the bot until ACCESS_POLICY_FILE is set');
  const access = createAccess({
    rules: () => (policy === undefined ? withoutFile : { mode: 'policy', policy: policy.current() }),
    directory: createRooms({ lookUps, tenantId: bot.auth === 'off' ? '' : bot.tenantId, clock }),
    report: (error, what) => log.warn({ what, ...errorFields(error) }, 'Teams did not say who is there'),
  });
  return {
    ...access,
    start: async () => policy?.start(),
    reload: () => policy?.reload(),
    policyFrom: () => policy?.from(),
    watch: async (signal) => policy?.watch(signal),
  };
}

function opened(path: string, log: Log): PolicyFile {
  const policy = openPolicyFile(path, (event) => tell(event, log));
  if (policy.ok) return policy.file;
  throw new ConfigError(
    ['ACCESS_POLICY_FILE: the policy is not right:', ...policy.faults.map((fault) => `  ${fault}`)].join('\n'),
  );
}

function tell(event: PolicyEvent, log: Log): void {
  if (event.kind === 'loaded') log.info({ grants: event.grants }, 'the access policy was read again');
  else log.error({ faults: event.faults }, 'the access policy is broken: the one before it stays in force');
}

function tellOfOthers(event: SharingEvent, log: Log): void {
  if (event.kind === 'together') log.info({}, 'the access policy is shared with the other replicas again');
  else if (event.kind === 'apart')
    log.warn(
      errorFields(event.error),
      'the access policy is not shared with the other replicas: the last one stays in force',
    );
  else if (event.kind === 'unusable')
    log.error(
      { faults: event.faults },
      'the access policy of another replica is broken: the one before it stays in force',
    );
  else if (event.isFileOlder)
    log.warn(
      { grants: event.grants },
      'the file of the access policy is older than that of another replica, which is in force',
    );
  else log.info({ grants: event.grants }, 'the access policy of another replica is in force');
}
