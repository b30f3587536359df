/** `/control/…`: the controls over HTTP, for this machine only. */

import { jsonAnswer, noContent, type Answer, type Request } from '../http/exchange.ts';
import { isObject, parseJson, type Json, type JsonObject } from '../json.ts';
import { clockChange, fault, linkValue, MalformedControl, quotaSettings } from './control-bodies.ts';
import type { Controls } from './controls.ts';

/** Answered with 200 and what they give. */
const questions: Readonly<Record<string, (body: JsonObject, controls: Controls) => Json>> = {
  'GET /control/clock': (_body, controls) => ({ now: new Date(controls.now()).toISOString() }),
  'POST /control/clock': (body, controls) => {
    const { speed, advanceMs } = clockChange(body);
    if (speed !== undefined) controls.setSpeed(speed);
    if (advanceMs !== undefined) controls.advance(advanceMs);
    return { now: new Date(controls.now()).toISOString() };
  },
  'GET /control/requests': (_body, controls) => ({ value: controls.requests().map((entry) => ({ ...entry })) }),
};

/** Answered with 204. */
const orders: Readonly<Record<string, (body: JsonObject, controls: Controls) => void>> = {
  'POST /control/faults': (body, controls) => controls.addFault(fault(body)),
  'DELETE /control/faults': (_body, controls) => controls.clearFaults(),
  'PUT /control/link': (body, controls) => controls.setLink(linkValue(body)),
  'DELETE /control/link': (_body, controls) => controls.setLink(undefined),
  'PUT /control/quotas': (body, controls) => controls.setQuotas(quotaSettings(body)),
  'DELETE /control/requests': (_body, controls) => controls.clearRequests(),
  'POST /control/reset': (_body, controls) => controls.reset(),
};

export function isControlPath(path: string): boolean {
  return path === '/control' || path.startsWith('/control/');
}

export function answerControl(request: Request, controls: Controls): Answer {
  if (!isLocal(request)) return refused(403, 'The controls are for programs on this machine, not for web pages.');
  const name = `${request.method} ${request.path}`;
  const question = questions[name];
  const order = orders[name];
  if (question === undefined && order === undefined) return refused(404, 'There is no such control.');
  const body = request.body.length === 0 ? {} : parseJson(request.body.toString());
  if (!isObject(body)) return refused(400, 'The body must be a JSON object.');
  try {
    if (question !== undefined) return jsonAnswer(200, question(body, controls));
    order?.(body, controls);
    return noContent;
  } catch (error) {
    if (isMistake(error)) return refused(400, error.message);
    throw error;
  }
}

function isMistake(error: unknown): error is Error {
  return error instanceof MalformedControl || error instanceof RangeError || error instanceof SyntaxError;
}

/** A browser sends Origin with whatever a page may change; a name that points here by trickery shows in Host. */
function isLocal({ headers }: Request): boolean {
  return headers.origin === undefined && /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?$/i.test(headers.host ?? '');
}

function refused(status: number, message: string): Answer {
  return jsonAnswer(status, { error: { message } });
}
