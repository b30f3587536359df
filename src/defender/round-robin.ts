/** Lines of waiting things, served in turn: one of each line before the second of any. */

export interface RoundRobin<T> {
  add(line: string, item: T): void;
  remove(line: string, item: T): void;
  /** Takes out whose turn it is. */
  shift(): T | undefined;
  /** As `shift` would give them, if nothing was added meanwhile. */
  inOrder(): readonly T[];
  isEmpty(): boolean;
}

/** A line without items costs no memory. */
export function createRoundRobin<T>(): RoundRobin<T> {
  const lines = new Map<string, T[]>();

  return {
    add(line, item) {
      const items = lines.get(line);
      if (items === undefined) lines.set(line, [item]);
      else items.push(item);
    },
    remove(line, item) {
      const rest = (lines.get(line) ?? []).filter((other) => other !== item);
      if (rest.length === 0) lines.delete(line);
      else lines.set(line, rest);
    },
    shift() {
      const [first] = lines;
      if (first === undefined) return undefined;
      const [line, [item, ...rest]] = first;
      lines.delete(line);
      if (rest.length > 0) lines.set(line, rest); // behind the others
      return item;
    },
    inOrder() {
      const all = [...lines.values()];
      const rounds = Math.max(0, ...all.map(({ length }) => length));
      return Array.from({ length: rounds }, (_, round) => all.flatMap((items) => items.slice(round, round + 1))).flat();
    },
    isEmpty: () => lines.size === 0,
  };
}
