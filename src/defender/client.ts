/** What the bot may ask of Defender: the only door of this room. */

import type { Dispatcher } from 'undici';
import type { Clock } from '../clock.ts';
import type { TokenSource } from '../entra/token-source.ts';
import { bearer } from './bearer.ts';
import { check } from './check.ts';
import { coalesce } from './coalesce.ts';
import { deadline } from './deadline.ts';
import { endpoints, type Endpoint } from './endpoints.ts';
import { DefenderError } from './errors.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { Alert, DefenderFile, FileStats, MachineAction } from './model.ts';
import { observe, type Attempt } from './observe.ts';
import { createRateLimit, type EndpointLeft, type RateLimit } from './rate-limit.ts';
import { retry } from './retry.ts';
import { compose, type Caller, type Send } from './send.ts';
import { transport } from './transport.ts';
import { alertFrom } from './wire/alert.ts';
import type { Report } from './wire/fields.ts';
import { alertFilesFrom, fileStatsFrom } from './wire/files.ts';
import { machineActionFrom } from './wire/machine-action.ts';
import { resultLinkFrom } from './wire/result-link.ts';

export interface CallOptions {
  /** Aborted: the asker gave up or ran out of time. */
  readonly signal?: AbortSignal;
  /** Milliseconds since the epoch. The answer comes before, or `unreachable` does; default: a minute from now. */
  readonly deadlineAt?: number;
  /** The longest wait for quota; default: what somebody before the chat has patience for. */
  readonly quotaWaitMs?: number;
}

/** Every call throws DefenderError, or the reason of its signal where that was aborted. */
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

export interface DefenderOptions {
  /** Root of the API, without `/api`. */
  readonly apiUrl: string;
  readonly token: TokenSource;
  /** Of a second app registration, which asks for results and nothing else; else the first asks for all. */
  readonly resultToken?: TokenSource | undefined;
  readonly dispatcher: Dispatcher;
  readonly clock: Clock;
  /** From 0 to below 1. */
  readonly random: () => number;
  /** Hears of fields that are not what the API promises. */
  readonly report: Report;
  /** Hears of each attempt, whoever it is for. */
  readonly onAttempt?: (attempt: Attempt) => void;
  readonly limits?: Partial<Limits>;
}

/** Defender as one caller asks it. */
export type DefenderFor = (caller: Caller) => Defender;

export interface DefenderClient {
  /** Quota and calls in flight are shared by all callers. */
  readonly as: DefenderFor;
  /** What is left of the quotas of the endpoints that were asked, as this process counts: one process, not one app. */
  quotaLeft(): readonly EndpointLeft[];
}

/** One for a process. */
export function createDefender(options: DefenderOptions): DefenderClient {
  const { token, resultToken, clock, report } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const shared = transport({ ...limits, apiUrl: options.apiUrl, dispatcher: options.dispatcher, clock });
  const main = registered(token, shared, limits, options);
  const result = resultToken === undefined ? main : registered(resultToken, shared, limits, options);

  function getFor(caller: Caller): Get {
    const patienceMs = caller.urgency === 'background' ? limits.backgroundQuotaWaitMs : limits.quotaWaitMs;
    const callMs = caller.urgency === 'background' ? limits.callMs + patienceMs : limits.callMs;
    return async (endpoint, path, call = {}) => {
      const { signal, deadlineAt = clock.now() + callMs, quotaWaitMs = patienceMs } = call;
      const { send } = endpoint === endpoints.liveResponseResult ? result : main;
      return (await send({ method: 'GET', path, endpoint, signal, deadlineAt, quotaWaitMs, caller })).body;
    };
  }

  return {
    as: (caller) => defenderOn(getFor(caller), report),
    quotaLeft: () => [main, ...(result === main ? [] : [result])].flatMap(({ rates }) => rates.left()),
  };
}

/** As one app registration sends: signed by it, within its quotas. */
function registered(
  token: TokenSource,
  shared: Send,
  limits: Limits,
  { clock, random, onAttempt = () => undefined }: DefenderOptions,
): { readonly send: Send; readonly rates: RateLimit } {
  const rates = createRateLimit({ ...limits, clock });
  const send = compose(
    shared,
    deadline(clock),
    coalesce,
    check(clock),
    retry({ ...limits, clock, random }),
    bearer(token),
    rates.layer,
    observe(clock, onAttempt),
  );
  return { send, rates };
}

type Get = (endpoint: Endpoint, path: string, call: CallOptions | undefined) => Promise<unknown>;

function defenderOn(get: Get, report: Report): Defender {
  return {
    async alert(id, call) {
      const alert = alertFrom(await get(endpoints.alert, `/api/alerts/${segment(id)}`, call), report);
      return { ...alert, id: asked(id, alert.id) };
    },
    alertFiles: async (id, call) =>
      alertFilesFrom(await get(endpoints.alertFiles, `/api/alerts/${segment(id)}/files`, call), report),
    fileStats: async (sha1, call) =>
      fileStatsFrom(await get(endpoints.fileStats, `/api/files/${segment(sha1)}/stats`, call), report),
    async machineAction(id, call) {
      const path = `/api/machineactions/${segment(id)}`;
      const action = machineActionFrom(await get(endpoints.machineAction, path, call), report);
      return { ...action, id: asked(id, action.id) };
    },
    async liveResponseResult(id, index, call) {
      // Parentheses and `=` stand as they are: encoded ones are not promised to work.
      const path = `/api/machineactions/${segment(id)}/GetLiveResponseResultDownloadLink(index=${wholeNumber(index)})`;
      return resultLinkFrom(await get(endpoints.liveResponseResult, path, call), report);
    },
  };
}

/** Every id of Defender's has this shape, whatever its prefix; anything else could lead to another path. */
function segment(id: string): string {
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(id)) throw new DefenderError('rejected', 'This is not an id of Defender’s');
  return encodeURIComponent(id);
}

/** An answer about something else is nobody's answer. Letter case is no difference: the id stays as it was asked for. */
function asked(id: string, answered: string): string {
  if (id.toLowerCase() === answered.toLowerCase()) return id;
  throw new DefenderError('malformed', 'The answer is about another id than was asked for');
}

function wholeNumber(index: number): number {
  if (!Number.isSafeInteger(index) || index < 0) throw new DefenderError('rejected', 'This is not a command index');
  return index;
}
