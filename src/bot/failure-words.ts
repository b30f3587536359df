/** Words for one failure; all but `detail` are our own and checked tokens. */
export interface Words {
  readonly heading: string;
  /** For a notification, where the heading quotes somebody; the heading otherwise. */
  readonly summary?: string;
  /** What Defender said. Foreign text, treated for a TextRun. */
  readonly detail?: string | undefined;
  readonly advice: string;
  /** Whether asking again may help. */
  readonly retry: boolean;
}
