/** The same values come again and again: what was found out of the last of them is remembered. */

const maxEntries = 1_024;

export function remembered<T>(findOut: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly found: T }>();
  return (text) => {
    const earlier = known.get(text);
    if (earlier !== undefined) return earlier.found;
    if (known.size >= maxEntries) known.clear();
    const found = findOut(text);
    known.set(detached(text), { found });
    return found;
  };
}

/** A part of a string keeps all of it in memory: a copy does not. */
export function detached(text: string): string {
  return Buffer.from(text).toString();
}
