import { describe, expect, test } from '@jest/globals';
import { coalesce } from '../../src/defender/coalesce.ts';
import type { Request, Response } from '../../src/defender/send.ts';
import { DefenderError } from '../../src/defender/errors.ts';
import { eventually } from '../support/eventually.ts';
import { thrown } from '../support/thrown.ts';
import { request, response } from './fakes.ts';

const background = { conversation: 'c1', urgency: 'background' } as const;

/** Answers only when told to; a request that is aborted fails with the reason. */
function held() {
  const sent: { readonly request: Request; readonly answer: PromiseWithResolvers<Response> }[] = [];
  const send = coalesce((one) => {
    const answer = Promise.withResolvers<Response>();
    one.signal?.addEventListener('abort', () => answer.reject(one.signal?.reason));
    sent.push({ request: one, answer });
    return answer.promise;
  });
  return { send, sent };
}

describe('equal reads in flight', () => {
  test('are one call with one answer', async () => {
    const { send, sent } = held();

    const all = [send(request(0)), send(request(0)), send(request(5))];
    sent[0]?.answer.resolve(response(200, { body: 'same' }));

    expect((await Promise.all(all)).map(({ body }) => body)).toEqual(['same', 'same', 'same']);
    expect(sent).toHaveLength(1);
  });

  test('fail together, and the next one asks anew', async () => {
    const { send, sent } = held();

    const all = [thrown(send(request(0))), thrown(send(request(0)))];
    sent[0]?.answer.reject(new Error('no'));
    expect((await Promise.all(all)).map(({ message }) => message)).toEqual(['no', 'no']);
    const next = send(request(0));
    sent[1]?.answer.resolve(response(200));

    expect((await next).status).toBe(200);
  });

  test.each<[string, Partial<Request>, Partial<Request>]>([
    ['calls of different paths', {}, { path: '/api/alerts/a2' }],
    ['pages of different hosts', {}, { origin: 'https://eu.api.security.microsoft.com' }],
    ['an earlier call and one for what is new', {}, { isFresh: true }],
    ['two calls for what is new', { isFresh: true }, { isFresh: true }],
    ['a call that goes last and one that somebody waits for', { caller: background }, {}],
    ['a call that waits long for quota and one that does not', { quotaWaitMs: 300_000 }, {}],
    ['writes', { method: 'POST' }, { method: 'POST' }],
  ])('are not what %s are', async (_, one, other) => {
    const { send, sent } = held();

    const all = [send(request(0, one)), send(request(0, other))];
    for (const { answer } of sent) answer.resolve(response(200));
    await Promise.all(all);

    expect(sent).toHaveLength(2);
  });

  test.each<[string, Partial<Request>, Partial<Request>]>([
    ['another conversation', {}, { caller: { conversation: 'c2' } }],
    ['a call that goes last', {}, { caller: background, quotaWaitMs: 300_000 }],
    ['whoever wants no newer answer than others', { isFresh: true }, {}],
    ['another moment that is asked about', { path: '/x(t=1)', question: '/x' }, { path: '/x(t=2)', question: '/x' }],
  ])('are shared with %s', async (_, one, other) => {
    const { send, sent } = held();

    const all = [send(request(0, one)), send(request(0, other))];
    sent[0]?.answer.resolve(response(200, { body: 'same' }));

    expect((await Promise.all(all)).map(({ body }) => body)).toEqual(['same', 'same']);
    expect(sent).toHaveLength(1);
  });

  test('are not remembered once they are answered', async () => {
    const { send, sent } = held();

    const first = send(request(0));
    sent[0]?.answer.resolve(response(200));
    await first;
    const second = send(request(0));
    sent[1]?.answer.resolve(response(200));
    await second;

    expect(sent).toHaveLength(2);
  });
});

describe('a call on the share of who asked first', () => {
  const refused = new DefenderError('throttled', 'no place in our own quota');
  const from = (conversation: string, changes: Partial<Request> = {}): Request =>
    request(0, { caller: { conversation }, ...changes });

  test('that finds no place there is made on the share of the next one, for all others too', async () => {
    const { send, sent } = held();

    const first = thrown(send(from('c1')));
    const others = [send(from('c2')), send(from('c3')), send(from('c4'))];
    sent[0]?.answer.reject(refused);
    expect(await first).toBe(refused);
    await eventually(() => sent.length > 1);
    sent[1]?.answer.resolve(response(200));

    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(sent.map((one) => one.request.caller.conversation)).toEqual(['c1', 'c2']);
  });

  test('that finds no place there has none for its own conversation either', async () => {
    const { send, sent } = held();

    const both = [thrown(send(from('c1'))), thrown(send(from('c1')))];
    sent[0]?.answer.reject(refused);

    expect(await Promise.all(both)).toEqual([refused, refused]);
    expect(sent).toHaveLength(1);
  });

  test('that Defender refuses is refused to all, but whoever can wait longer', async () => {
    const tooMany = new DefenderError('throttled', 'too many', { status: 429 });
    const { send, sent } = held();

    const refusedToo = [thrown(send(from('c1'))), thrown(send(from('c2')))];
    const patient = send(from('c3', { quotaWaitMs: 300_000 }));
    sent[0]?.answer.reject(tooMany);
    expect(await Promise.all(refusedToo)).toEqual([tooMany, tooMany]);
    await eventually(() => sent.length > 1);
    sent[1]?.answer.resolve(response(200));

    expect((await patient).status).toBe(200);
    expect(sent).toHaveLength(2);
  });

  test('may last as long as the last of its askers has time', () => {
    const { send, sent } = held();

    for (const deadlineAt of [60_000, 90_000, 70_000]) void send(from('c1', { deadlineAt }));

    expect(sent).toMatchObject([{ request: { deadlineAt: 90_000 } }]);
  });
});

describe('an asker who gives up', () => {
  test('does not end the call of the others', async () => {
    const { send, sent } = held();
    const gaveUp = new AbortController();

    const impatient = thrown(send(request(0, { signal: gaveUp.signal })));
    const elsewhere = { conversation: 'c2' };
    const patient = send(request(0, { signal: new AbortController().signal, caller: elsewhere }));
    gaveUp.abort(new Error('gave up'));
    expect((await impatient).message).toBe('gave up');
    expect(sent[0]?.request.signal?.aborted).toBe(false);
    sent[0]?.answer.resolve(response(200));

    expect((await patient).status).toBe(200);
  });

  test('ends the call when nobody is left, and the next one asks anew', async () => {
    const { send, sent } = held();
    const both = [new AbortController(), new AbortController()];

    const failed = both.map(({ signal }) => thrown(send(request(0, { signal }))));
    for (const one of both) one.abort(new Error('gave up'));
    await Promise.all(failed);
    expect(sent[0]?.request.signal?.aborted).toBe(true);
    const next = send(request(0));
    const joined = send(request(0));
    sent[1]?.answer.resolve(response(200));

    expect((await Promise.all([next, joined])).map(({ status }) => status)).toEqual([200, 200]);
    expect(sent).toHaveLength(2);
  });

  test('leaves a call that ends slowly behind: who comes then shares another', async () => {
    const slow = Promise.withResolvers<Response>();
    const fast = Promise.withResolvers<Response>();
    const results = [slow.promise, fast.promise];
    let calls = 0;
    const send = coalesce(() => results[calls++] ?? Promise.reject(new TypeError('One call too many')));
    const gaveUp = new AbortController();

    const impatient = thrown(send(request(0, { signal: gaveUp.signal })));
    gaveUp.abort(new Error('gave up'));
    await impatient;
    const next = send(request(0));
    slow.reject(new Error('ended at last'));
    await thrown(slow.promise);
    await new Promise((resolve) => setImmediate(resolve));
    const joined = send(request(0));
    fast.resolve(response(200));

    expect((await Promise.all([next, joined])).map(({ status }) => status)).toEqual([200, 200]);
  });

  test('before asking causes no call', async () => {
    const { send, sent } = held();

    await thrown(send(request(0, { signal: AbortSignal.abort(new Error('gave up')) })));

    expect(sent).toHaveLength(0);
  });
});
