import type { ServerResponse } from 'node:http';

/** A status and nothing else. A request whose body was not read to its end loses its connection. */
export function answer(response: ServerResponse, status: number): void {
  write(response, status, '', {});
}

/** `body` undefined: a status and nothing else. */
export function answerJson(response: ServerResponse, status: number, body: unknown): void {
  if (body === undefined) answer(response, status);
  else write(response, status, JSON.stringify(body), { 'content-type': 'application/json; charset=utf-8' });
}

/**
 * Asks for the body of a request whose sender waits to be asked. The server has not done so by itself.
 * Source: RFC 9110, section 10.1.1
 */
export function askForBody(response: ServerResponse): void {
  const { headers, httpVersion } = response.req;
  if (httpVersion === '1.1' && /(?:^|\W)100-continue(?:$|\W)/i.test(headers.expect ?? '')) response.writeContinue();
}

function write(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
): void {
  if (response.headersSent) return;
  response.writeHead(status, {
    ...headers,
    'content-length': Buffer.byteLength(text),
    ...(response.req.complete ? {} : { connection: 'close' }),
  });
  response.end(text);
}
