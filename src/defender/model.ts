/**
 * The domain: no null, times as Date in UTC (milliseconds), unknown enum members kept as text.
 * `undefined`: Defender did not say. Hashes are lower-case hex, checked; every other string is foreign text.
 */

export type { Alert, AlertComment, Evidence } from './model/alert.ts';
export type { DefenderFile, FileStats, Sha1 } from './model/file.ts';
export type { ById, Listed } from './model/listed.ts';
export type { Machine, MachineAddress, NamedMachines, User } from './model/machine.ts';
export { isFinal, type LiveResponseCommand, type MachineAction } from './model/machine-action.ts';
