/** `npm run demo`, as the README tells a newcomer to run it. */

import { createServer } from 'node:net';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startChild, type Child } from '../../scripts/child.ts';
import { freePort } from '../../scripts/ports.ts';
import { until } from '../support/until.ts';

const script = fileURLToPath(new URL('../../scripts/demo.ts', import.meta.url));

let demo: Child | undefined;

afterEach(async () => {
  await demo?.stop();
});

async function start(
  args: readonly string[],
  fixed: Readonly<Record<string, string>> = {},
): Promise<{ readonly child: Child; readonly ports: Readonly<Record<string, string>> }> {
  const ports = {
    EMULATOR_PORT: String(await freePort()),
    PORT: String(await freePort()),
    PLAYGROUND_PORT: String(await freePort()),
    ...fixed,
  };
  demo = startChild([script, ...args], { env: { PATH: process.env['PATH'], ...ports } });
  return { child: demo, ports };
}

/** It has said all there is to say; or rejects with what it said when it ends before. */
async function ready(child: Child): Promise<void> {
  await until(() => {
    if (child.hasExited()) throw new Error(`The demo has ended. It said:\n${child.output()}`);
    return child.output().includes('Ctrl+C') ? true : undefined;
  }, 30_000);
}

async function isOpen(port: string | undefined): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port ?? ''}/`).then(
    () => true,
    () => false,
  );
}

describe('the demo', () => {
  test('prints what to open and what to type, and leaves nothing behind when it is stopped', async () => {
    const { child, ports } = await start([]);
    await ready(child);

    expect(child.output()).toContain(`Open               http://127.0.0.1:${ports['PLAYGROUND_PORT'] ?? ''}`);
    expect(child.output().match(/^ {2}(files |result |watch |https:)/gm)).toHaveLength(7);
    expect(await isOpen(ports['PLAYGROUND_PORT'])).toBe(true);

    expect(await child.stop(15_000)).toBe(0);
    expect(await Promise.all(Object.values(ports).map(isOpen))).toEqual([false, false, false]);
  }, 60_000);

  test('goes without the Playground when asked', async () => {
    const { child, ports } = await start(['--no-playground']);
    await ready(child);

    expect(child.output()).not.toContain('Open ');
    expect(await isOpen(ports['PLAYGROUND_PORT'])).toBe(false);
  }, 60_000);

  test.each(['EMULATOR_PORT', 'PORT', 'PLAYGROUND_PORT'])(
    'says what to do when the port of %s is taken',
    async (variable) => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const address = server.address();
      const taken = typeof address === 'object' && address !== null ? String(address.port) : '';

      const { child } = await start([], { [variable]: taken });
      const code = await child.exited();
      server.close();

      expect(code).toBe(1);
      expect(child.output()).toContain(`Port ${taken} is taken`);
      expect(child.output()).toContain(`${variable}=`);
    },
    30_000,
  );
});
