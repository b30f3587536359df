/** The application permissions of the Defender API that commands ask with, in data and in words. */

/** The app registrations: the one that reads, and that of results where the operator made a second one. */
export type AppName = 'main' | 'result';

export interface Permission {
  /** Each of them is enough; the least comes first. */
  readonly anyOf: readonly [string, ...string[]];
  /** What is read with it, as a part of a sentence. */
  readonly for: string;
  /**
   * Without it the command does nothing; else a part is missing from its answer. `orAnother`: without any of those that
   * are marked so it does nothing.
   */
  readonly required: boolean | 'orAnother';
  /** Why it is asked for, where that is not plain. A sentence. */
  readonly why?: string;
  /** Whose it has to be; the registration that reads where nothing is said. */
  readonly app?: AppName;
}

/** One line for help and the documentation. */
export function permissionLine(permission: Permission): string {
  const { required, why } = permission;
  return [
    `needs ${alternatives(permission)} for ${permission.for}`,
    ...(required === true ? [] : ['; without it that part is left out']),
    ...(why === undefined ? [] : [`. ${why}`]),
  ].join('');
}

export function alternatives({ anyOf }: Pick<Permission, 'anyOf'>): string {
  return anyOf.join(' or ');
}
