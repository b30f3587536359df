/** The ids of everything in the emulator's data that one may want to type. */

export const alerts = {
  /** Microsoft's example id: kms.exe (HackTool:MSIL/AutoKms), svchost.exe and a clean file, on LAPTOP-042. */
  hackTool: '636688558380765161_2136280442',
  /** Microsoft's example alert: rundll32.exe runs suspicious.dll. */
  suspiciousDll: 'da637472900382838869_1364969609',
  /** The lure: a document that starts a shell; one Malware file. Negative hash in its id, category "null". */
  malware: 'da636983472338927033_-2077013687',
  /** The loader's drop: 12 files of 10 hashes. */
  manyFiles: 'da638993512208114906_-884120377',
  /** File names made to deceive: bidi override, Markdown, mention, invisibles, 400 characters, a line break. */
  hostileNames: 'da638993544120087710_1730041188',
  /** A custom detection about a sign-in: evidence, but no files. */
  noFiles: 'ed639047114220050398_-1516486255',
  /** A miner on Linux: unknown enum members, extra properties, times with 0 to 7 fraction digits. */
  unknownEnums: 'da638993601877002144_402915530',
  /** One of its files has a size that is a text. */
  wrongType: 'da638993640042219873_-71230045',
} as const;

export const files = {
  /** SHA-256 of kms.exe. */
  autoKms: '470a75fe3da2ddf9d27fb3f9c96e6c665506ea7ba26ab89f0c89606f678ae4a2',
  /** SHA-1 of kms.exe. */
  autoKmsSha1: '5c1f0e6b9a2d47c38e7b1d604f92ac8853de7016',
  /** SHA-256 of svchost.exe, Microsoft's example file. */
  svchost: 'dcd71ef5fff4362a9f64cf3f96f14f2b11d6f428f3badbedcb9ff3361e7079aa',
  /** SHA-1 of svchost.exe. */
  svchostSha1: 'f2a00fd2f2de1be0214b8529f1e9f67096c1aa70',
} as const;

export const machines = {
  /** Windows 11, name LAPTOP-042. */
  laptop: '7b5b0a8d3e1f42c6a90d5e7c81f3b264d9ea0c17',
  /** Windows Server 2022, name srv-file-01.contoso.example. */
  fileServer: 'c2d94e6f1a7b583047fe9c0d2b86a1735ed4f980',
  /** Ubuntu, name ubuntu-web-03. */
  webServer: '3f8e17c05b6a49d2e1c7f0934ad825be6071cf4d',
  /** Of Microsoft's example alert. */
  documented: '111e6dd8c833c8a052ea231ec1b19adaf497b625',
  /** macOS; nothing is running there, so live response can be started on it. */
  idle: 'a4190c7d8e2f5b36c1d07e94f8a2635bb0dc71e8',
} as const;

/** Actions that move by themselves: each begins when it is first asked for, and is not there before. */
export const living = {
  /** Waits 10 s for its device, runs a script for 20 s and fetches a file, and has succeeded after 50 s. */
  succeeds: '1f0a6c52-3d41-4b7e-9c88-0e5d7a21b301',
  /** Runs a script that ends with exit code 1, and has failed after 25 s. */
  fails: '2a9b7d63-4e52-4c8f-8d99-1f6e8b32c402',
  /** Has waited for its device for almost two hours: times out after a minute. */
  timesOut: '3bac8e74-5f63-4d90-9eaa-207f9c43d503',
  /** Runs for 5 minutes, and somebody cancels it after 40 s. */
  isCancelled: '4cbd9f85-6074-4ea1-8fbb-31809d54e604',
  /** Its device comes back after 5 minutes; a minute later it has succeeded. */
  queues: '5dcea096-7185-4fb2-90cc-4291ae65f705',
} as const;

export const actions = {
  /** Microsoft's example: RunScript minidump.ps1, then GetFile, both completed. */
  minidump: '988cc94e-7a8f-4b28-ab65-54970c5d5018',
  /** The device is offline: Pending for two hours, then TimeOut. */
  pending: '6fda4348-c6a7-4244-8bd3-580cbe81e212',
  /** The script runs for another 7 minutes. */
  inProgress: 'a604a455-11aa-473a-a98b-c47471125334',
  /** The script ended with exit code 1 and left output; the GetFile after it never ran. */
  failedScript: 'ba6586e6-ef85-49a2-9ef3-e4a87d32af6c',
  /** The device never came. */
  timedOut: 'ed36973c-0241-42f1-8504-f740f2c51581',
  /** Cancelled while it was Pending. */
  cancelledBeforeStart: '99f0468b-2281-4206-ab22-325b96b167f4',
  /** Cancelled during its second command; the first has a result. */
  cancelledAfterFirst: 'cc01362d-1e4b-4bef-9991-00d629e0872f',
  /** PutFile, RunScript, GetFile. */
  threeCommands: '60dddbc7-639f-4375-bad0-731cf4184fda',
  /** Without the property `commands`; the result of command 0 is there. */
  commandsMissing: '662f9d68-89f4-4989-ba82-d71121119027',
  /** `commands` is null. */
  commandsNull: '966eabe2-aa99-4384-a2f3-c78d2c00774f',
  /** A completed GetFile whose `startTime` is null. */
  nullStartTime: 'bfbaf7ac-6cc3-4761-abf9-3b1f98a2cc7f',
  /** 2,000 lines of output. */
  longOutput: 'a1b97bbc-e312-4e15-9ba0-0705db68a344',
  /** Exit code 0, yet errors in `script_errors`. */
  errorsWithExitZero: 'f922fd4c-c77c-4bc1-99bd-d0811868d53c',
  /** Ran well and printed nothing. */
  emptyOutput: 'd40ae876-2f55-4262-b763-5385aa23aadd',
  /** The result is plain text and no JSON. */
  notJson: 'ac37422d-6121-4969-8212-f1ae1da5dd2f',
  /** UTF-8 with a byte order mark. */
  byteOrderMark: '82ed070b-5736-422f-a305-b382eec34fb6',
  /** UTF-16LE with a byte order mark. */
  utf16: 'ab803791-9f42-4884-9869-c76e25710853',
  /** The transcript itself is gzip. */
  gzipTranscript: 'a9aededd-d5d2-47a4-ad89-2b37769d498b',
  /** ANSI, bidi, Markdown, mentions, links, a line of 4,000 characters. */
  hostileOutput: 'b382fb8e-8413-41e9-b746-fe89f77c6232',
  /** Hashes, links, domains, addresses, paths and more, among what only looks like them; two pages of them. */
  indicators: '5f0c9d1e-7b3a-4e62-9a84-c1d2e3f4a5b6',
  /** A Bash script on ubuntu-web-03; errors under the older key `script_error`. */
  linuxScript: 'da1c7d28-d92b-42ba-a899-073789f97e24',
  /** A transcript of 9 MiB. */
  oversized: 'e6b121db-0ccd-455e-9e3e-a9af17260efe',
  /** A GetFile whose body came without compression. */
  plainGetFile: '4883cf75-e54d-4334-a0c3-aa2af071ad5c',
  /** A GetFile that failed: no such file. */
  failedGetFile: '8a0ec059-eb36-44e2-8ceb-12334fb30abd',
  /** No live response: a quick antivirus scan. */
  antivirusScan: '035de40e-41ad-4410-8d95-6e1999d4e91f',
  /** No live response: a device being isolated. */
  isolation: '9103a5b8-104e-40af-88bc-162fb201b1b6',
} as const;
