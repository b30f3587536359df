/** What the bot knows of its own health, for `health`: asks nobody but its own state. */

import type { LastCall } from '../cards/health.ts';
import type { EndpointLeft } from '../defender/rate-limit.ts';
import type { PolicySource } from '../policy/policy-in-force.ts';
import type { JournalUse } from '../state/journal/journal-use.ts';
import type { RoleTable } from './role-table.ts';

export interface Health {
  readonly versions: { readonly bot: string; readonly node: string };
  uptimeMs(): number;
  isStateOk(): Promise<boolean>;
  lastCall(): LastCall | undefined;
  quotaLeft(): readonly EndpointLeft[];
  /** As the tokens say that are in use. */
  roles(): RoleTable;
  /** `undefined`: it is not in use. */
  journal(): JournalUse | undefined;
  /** Whose access policy is in force; `undefined`: there are no other replicas, or there is no policy. */
  policyFrom(): PolicySource | undefined;
}
