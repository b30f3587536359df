/** One form in which a secret is written down. Rules are data: what is looked for, and what says that it looks like that. */
export interface Rule {
  /** What a reader is told it was: `password`, `AWS access key`. Letters, digits, spaces, hyphens. */
  readonly kind: string;
  /** Where the format is described. */
  readonly source: string;
  /**
   * Lower-case literals of which each line with such a secret holds one, in any letter case: only those lines are looked
   * at. The first four characters are what is searched for, so rare ones make it cheap: `sswo` rather than `password`.
   */
  readonly anchors: readonly string[];
  /** What stands before it in the line; `pattern` is looked for behind that only, from the first on, or at each with `^`. */
  readonly after?: RegExp;
  /**
   * Flags `d` and `g`. The group `secret` is what goes. Every repeat is bounded, and no part can begin within what an
   * earlier attempt went over in vain, so that the work grows with the line and not faster.
   */
  readonly pattern: RegExp;
  /** Whether the first and the last four characters stay, which tell the owner which one it is. */
  readonly shown: 'ends' | 'nothing';
  /** Of what fits the pattern, what is one after all. Default: whatever fits. */
  readonly isSecret?: (value: string) => boolean;
}

/** `pattern('AKIA(?<secret>…)', 'i')`: with the flags that every rule has. */
export function pattern(source: string, flags: '' | 'i' = ''): RegExp {
  return new RegExp(source, `dg${flags}`);
}

export const digits: readonly string[] = Array.from('0123456789');
const alphanumeric = [...Array.from('abcdefghijklmnopqrstuvwxyz'), ...digits];

/** Anchors for a prefix of three characters, which needs a fourth. */
export function anchorsFrom(prefix: string): readonly string[] {
  return alphanumeric.map((character) => prefix + character);
}

/** Anchors for an ending of three characters, which needs one before it. */
export function anchorsTo(ending: string): readonly string[] {
  return alphanumeric.map((character) => character + ending);
}
