import { once } from 'node:events';
import { createServer } from 'node:net';

export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/** The port that the variable names, or the usual one. Throws PortTakenError, which says what to do, when it is in use. */
export async function freePortOr(usual: number, variable: string): Promise<number> {
  const given = process.env[variable];
  if (given !== undefined && !/^\d{1,5}$/.test(given)) throw new PortTakenError(`${variable} must be a port number.`);
  const port = given === undefined ? usual : Number(given);
  if (await isFree(port)) return port;
  throw new PortTakenError(
    `Port ${port} is taken. Stop what uses it, or choose another one: ${variable}=${port + 1} npm run demo`,
  );
}

/** Any port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new TypeError('A TCP server has a port');
  return address.port;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const opened = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false)).listen(port, '127.0.0.1', () => resolve(true));
  });
  const isOpen = await opened;
  if (isOpen) await new Promise((resolve) => server.close(resolve));
  return isOpen;
}
