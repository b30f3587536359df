/** Which devices bear a name: whole, as the first part of a DNS name, or only beginning with it. */

import type { Listed, Machine, NamedMachines } from '../model.ts';
import { anyOf, equal, startsWith, type Filter } from '../odata.ts';

/** No page says whether letter case counts, so a name is asked for as it was typed and in the two usual cases. */
export function nameFilter(name: string): Filter {
  const compare = name.includes('.') ? equal : startsWith;
  const forms = [...new Set([name, name.toLowerCase(), name.toUpperCase()])];
  const filters = forms.map((form) => compare('computerDnsName', form));
  return anyOf(filters) ?? compare('computerDnsName', name);
}

export function named(name: string, { items, isComplete }: Listed<Machine>): NamedMachines {
  const wanted = name.toLowerCase();
  const sorted = items.toSorted((one, other) => (other.lastSeen?.getTime() ?? 0) - (one.lastSeen?.getTime() ?? 0));
  const bearers = sorted.filter((machine) => isNamed(machine, wanted));
  return { exact: bearers, similar: sorted.filter((machine) => !bearers.includes(machine)), isComplete };
}

function isNamed(machine: Machine, wanted: string): boolean {
  const name = machine.name?.toLowerCase();
  return name === wanted || name?.startsWith(`${wanted}.`) === true;
}
