/** Commands × roles: what each registration's token lets the commands do, and what it holds beyond that. */

import type { Command } from './command.ts';
import type { AppName, Permission } from './permission.ts';

export interface Registration {
  readonly app: AppName;
  /** The application permissions in its token; `undefined`: not known. */
  readonly roles: readonly string[] | undefined;
}

/** `partial`: something is missing from the answer. `missing`: there is no answer. */
export type RoleVerdict = 'works' | 'partial' | 'missing' | 'unknown';

export interface RoleRow {
  readonly command: string;
  readonly verdict: RoleVerdict;
  /** Those that no role stands for. */
  readonly missing: readonly Permission[];
}

export interface Excess {
  readonly app: AppName;
  readonly role: string;
  /** The lesser permission that would do; `undefined`: no command needs anything of the kind. */
  readonly instead: string | undefined;
}

export interface RoleTable {
  readonly registrations: readonly Registration[];
  /** Of the commands that ask Defender for something. */
  readonly rows: readonly RoleRow[];
  readonly excess: readonly Excess[];
}

/** @param registrations - the first asks for everything that none of the others is there for. */
export function roleTable(
  commands: readonly Command[],
  registrations: readonly [Registration, ...Registration[]],
): RoleTable {
  const asking = commands.filter(({ permissions }) => permissions.length > 0);
  const of = ({ app }: Permission): Registration => registrations.find((one) => one.app === app) ?? registrations[0];
  return {
    registrations,
    rows: asking.map((command) => rowOf(command, of)),
    excess: registrations.flatMap((registration) =>
      excessOf(
        registration,
        asking.flatMap(({ permissions }) => permissions.filter((permission) => of(permission) === registration)),
      ),
    ),
  };
}

function rowOf({ name, permissions }: Command, of: (permission: Permission) => Registration): RoleRow {
  const isUnknown = permissions.some((permission) => of(permission).roles === undefined);
  const missing = permissions.filter((permission) => !isHeld(permission, of(permission).roles ?? permission.anyOf));
  return { command: name, missing, verdict: verdictOf(permissions, missing, isUnknown) };
}

function verdictOf(
  permissions: readonly Permission[],
  missing: readonly Permission[],
  isUnknown: boolean,
): RoleVerdict {
  const alternatives = permissions.filter(({ required }) => required === 'orAnother');
  const isWithoutAny = alternatives.length > 0 && alternatives.every((one) => missing.includes(one));
  if (isWithoutAny || missing.some(({ required }) => required === true)) return 'missing';
  if (isUnknown) return 'unknown';
  return missing.length === 0 ? 'works' : 'partial';
}

function isHeld({ anyOf }: Permission, roles: readonly string[]): boolean {
  return anyOf.some((role) => roles.includes(role));
}

/** A role is needed where it is the least that gives something. */
function excessOf({ app, roles = [] }: Registration, permissions: readonly Permission[]): readonly Excess[] {
  const least = permissions.map(({ anyOf }) => anyOf[0]);
  return roles
    .filter((role) => !least.includes(role))
    .map((role) => ({ app, role, instead: permissions.find(({ anyOf }) => anyOf.includes(role))?.anyOf[0] }));
}
