/** Where the replicas of a bot find the policy that is in force for all of them. */

export interface PublishedPolicy {
  /** Another one for each text. */
  readonly version: string;
  readonly text: string;
}

/** When a policy was written. */
export interface Written {
  /** `undefined`: it is the newest by an operator’s word. */
  readonly ageMs: number | undefined;
  /** What was there before it, for certain, whatever the clocks say. */
  readonly after: PublishedPolicy['version'] | undefined;
}

/** All reject while it is away. */
export interface PolicyBoard {
  /** Puts it there, where it is newer than what is there. Gives the newest, which is then there. */
  publish(text: string, written: Written): Promise<PublishedPolicy>;
  /** `undefined`: there is none, or no other one than this version. */
  newest(than: string | undefined): Promise<PublishedPolicy | undefined>;
}
