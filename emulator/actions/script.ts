/** A machine action as a plan in time: what it shows at any moment follows from this and from nothing else. */

import type { JsonObject } from '../json.ts';

/** What a command left behind in storage. */
export interface CommandResult {
  /** Made when asked for: some results are large. */
  readonly body: () => Buffer;
  /** For `Content-Disposition`; `undefined`: a transcript, which is sent without a name. */
  readonly downloadName?: string;
}

export interface CommandScript {
  readonly type: 'RunScript' | 'GetFile' | 'PutFile';
  readonly params: Readonly<Record<string, string>>;
  /** `Infinity`: never ends by itself. */
  readonly durationMs: number;
  /** Given: the command fails with these, and what follows it never runs. */
  readonly errors?: readonly string[];
  /** The API leaves `startTime` null on some completed commands. */
  readonly hidesStartTime?: boolean;
  /** Absent: nothing to download. A failed script has one all the same. */
  readonly result?: CommandResult;
}

interface Cancellation {
  /** Milliseconds since the epoch, as every time here. */
  readonly atMs: number;
  readonly requestor: string;
  readonly comment: string;
}

export interface ActionScript {
  readonly id: string;
  readonly type: string;
  readonly machineId: string;
  readonly computerDnsName: string;
  readonly requestor: string;
  readonly comment: string;
  readonly source: 'Portal' | 'PublicApi';
  readonly createdMs: number;
  /** Until the device takes it; `Infinity`: the device never comes. */
  readonly pendingMs: number;
  /** Of a live response; empty for every other type. */
  readonly commands: readonly CommandScript[];
  /** From the end of the work until the action says so. */
  readonly settleMs: number;
  readonly cancelled?: Cancellation;
  /** Fraction digits of its times. */
  readonly fractionDigits?: number;
  /** Laid over what the API shows; a key set to `undefined` is left out there. */
  readonly overlay?: JsonObject;
}
