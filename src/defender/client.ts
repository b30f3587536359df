/** What the bot may ask of Defender: the only door of this room. */

import type { Dispatcher } from 'undici';
import type { SharedQuotas } from '../bucket.ts';
import type { Clock } from '../clock.ts';
import type { TokenSource } from '../entra/token-source.ts';
import type { Ask } from './ask.ts';
import { bearer } from './bearer.ts';
import type { CallOptions } from './call-options.ts';
import { check } from './check.ts';
import { coalesce } from './coalesce.ts';
import { deadline } from './deadline.ts';
import { endpoints, type Endpoint } from './endpoints.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { observe, type Attempt } from './observe.ts';
import { alertQuestions, type AlertQuestions } from './questions/alerts.ts';
import { fileQuestions, type FileQuestions } from './questions/files.ts';
import { machineActionQuestions, type MachineActionQuestions } from './questions/machine-actions.ts';
import { machineQuestions, type MachineQuestions } from './questions/machines.ts';
import { createRateLimit, type EndpointLeft, type RateLimit, type RateLimitOptions } from './rate-limit.ts';
import { recallFor } from './recall.ts';
import { createRemembered } from './remembered.ts';
import { retry } from './retry.ts';
import { compose, type Caller, type Send } from './send.ts';
import { createSharedPlaces } from './shared-places.ts';
import { transport } from './transport.ts';
import type { Report } from './wire/fields.ts';

/** Every question throws DefenderError, or the reason of its signal where that was aborted. */
export interface Defender extends AlertQuestions, FileQuestions, MachineQuestions, MachineActionQuestions {}

export interface DefenderOptions extends Pick<RateLimitOptions, 'onQuotaWait'> {
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
  /** Where other processes ask with the same app registrations. */
  readonly sharedQuotas?: SharedQuotas | undefined;
}

/** Defender as one caller asks it: what is remembered, and calls in flight, are shared with all others. */
export type DefenderFor = (caller: Caller) => Defender;

export interface DefenderClient {
  /** Quota, calls in flight and what is remembered are shared by all callers. */
  readonly as: DefenderFor;
  /** What is left of the quotas of the endpoints that were asked, as this process counts: one process, not one app. */
  quotaLeft(): readonly EndpointLeft[];
}

/** One for a process. */
export function createDefender(options: DefenderOptions): DefenderClient {
  const { token, resultToken, clock, report } = options;
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const shared = transport({ ...limits, apiUrl: options.apiUrl, dispatcher: options.dispatcher, clock });
  const main = registered('main', token, shared, limits, options);
  const result = resultToken === undefined ? main : registered('result', resultToken, shared, limits, options);
  /** Of the main registration: of results nothing is remembered. */
  const remembered = createRemembered(limits.remembered);

  function askFor(caller: Caller): Ask {
    const patienceMs = caller.urgency === 'background' ? limits.backgroundQuotaWaitMs : limits.quotaWaitMs;
    const callMs = caller.urgency === 'background' ? limits.callMs + patienceMs : limits.callMs;
    const begun = ({ deadlineAt = clock.now() + callMs, ...call }: CallOptions = {}) => ({ ...call, deadlineAt });
    return {
      async get(endpoint, target, call) {
        const { signal, deadlineAt, quotaWaitMs = patienceMs, fresh: isFresh = caller.fresh === true } = begun(call);
        const { send } = endpoint === endpoints.liveResponseResult ? result : main;
        const page = typeof target === 'string' ? { path: target } : target;
        const within = { signal, deadlineAt, quotaWaitMs, caller, isFresh };
        const response = await send({ method: 'GET', ...page, endpoint, ...within });
        call?.onResponse?.(response);
        return response.body;
      },
      recall: recallFor(caller, { remembered, limits, clock }),
      begun,
      now: () => clock.now(),
      report,
      apiUrl: options.apiUrl,
      limits,
    };
  }

  return {
    as: (caller) => defenderOn(askFor(caller)),
    quotaLeft: () => [main, ...(result === main ? [] : [result])].flatMap(({ rates }) => rates.left()),
  };
}

/** As one app registration sends: signed by it, within its quotas. */
function registered(
  app: string,
  token: TokenSource,
  shared: Send,
  limits: Limits,
  { clock, random, onQuotaWait, sharedQuotas, onAttempt = () => undefined }: DefenderOptions,
): { readonly send: Send; readonly rates: RateLimit } {
  const place = sharedQuotas && createSharedPlaces(sharedQuotas);
  const takeShared =
    place && (({ template, quotas }: Endpoint) => place({ name: `${app} ${template}`, quotas, isSplit: true }));
  const rates = createRateLimit({ ...limits, clock, onQuotaWait, takeShared });
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

function defenderOn(ask: Ask): Defender {
  return { ...alertQuestions(ask), ...fileQuestions(ask), ...machineQuestions(ask), ...machineActionQuestions(ask) };
}
