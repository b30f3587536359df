/** Who may do what, and where evidence may be shown: as the operator wrote it, checked. */

/** Each may do all that the ones before it may. */
export const roles = ['reader', 'subscriber', 'admin'] as const;

export type Role = (typeof roles)[number];

export interface Grant {
  readonly role: Role;
  /**
   * `tenant`, `user:<object id>`, `team:<Entra group id>` or `channel:<id>`; GUIDs in lower case. A team and a channel
   * stand for who asks there.
   */
  readonly to: string;
}

export interface Policy {
  readonly grants: readonly Grant[];
  /** `personal`, `group`, `team:<Entra group id>` or `channel:<id>`. */
  readonly evidenceIn: readonly string[];
  /** Whether guests and people from outside may read evidence. */
  readonly guests: 'deny' | 'allow';
}

/** What is in force. `open`: everybody may do everything. `closed`: there is no policy, so nobody may. */
export type Rules =
  { readonly mode: 'open' } | { readonly mode: 'closed' } | { readonly mode: 'policy'; readonly policy: Policy };

export const open: Rules = { mode: 'open' };
export const closed: Rules = { mode: 'closed' };
