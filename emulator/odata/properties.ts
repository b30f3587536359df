/** Which properties of a collection can be filtered and sorted by, and how they compare. */

type PropertyKind = 'text' | 'number' | 'time';

/** By the property's own spelling; queries may use any letter case. */
export type PropertyKinds = Readonly<Record<string, PropertyKind>>;

export interface Property {
  readonly name: string;
  readonly kind: PropertyKind;
}

export function findProperty(kinds: PropertyKinds, name: string): Property | undefined {
  const found = Object.entries(kinds).find(([known]) => known.toLowerCase() === name.toLowerCase());
  return found === undefined ? undefined : { name: found[0], kind: found[1] };
}
