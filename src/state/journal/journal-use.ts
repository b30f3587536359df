/** That the journal is in use, for whoever runs the bot. */
export interface JournalUse {
  /** Since when the database is away, in milliseconds since the epoch. */
  readonly since: number;
  /** Records of commands that it has to be told. */
  readonly waiting: number;
}
