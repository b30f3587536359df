/** What the bot may ask of Defender: the only door of this room. Every call throws DefenderError. */

import type { Alert, DefenderFile, FileStats, MachineAction } from './model.ts';

export interface CallOptions {
  /** Aborted: the asker gave up or ran out of time. */
  readonly signal?: AbortSignal;
}

export interface Defender {
  alert(alertId: string, options?: CallOptions): Promise<Alert>;
  alertFiles(alertId: string, options?: CallOptions): Promise<readonly DefenderFile[]>;
  fileStats(sha1: string, options?: CallOptions): Promise<FileStats>;
  machineAction(actionId: string, options?: CallOptions): Promise<MachineAction>;
  /**
   * A link to the result of one command: a bearer credential of 30 minutes. It goes to the downloader and nowhere
   * else, and every call makes a new one.
   */
  liveResponseResult(actionId: string, commandIndex: number, options?: CallOptions): Promise<string>;
}
