import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect, test } from '@jest/globals';
import { startStill } from './client.ts';

const main = new URL('../../emulator/main.ts', import.meta.url).pathname;

function start(port: string, ...words: readonly string[]) {
  const child = spawn(process.execPath, [main, ...words], { env: { ...process.env, EMULATOR_PORT: port } });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  return { child, said, ended: new Promise<number | null>((resolve) => child.once('close', resolve)) };
}

describe('the program', () => {
  test.each(['SIGTERM', 'SIGINT'] as const)('prints one line when it is ready, and stops on %s', async (signal) => {
    const { child, said, ended } = start('0');
    await once(child.stdout, 'data');
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said.out)?.[0] ?? '';
    const { status } = await fetch(`${url}/control/clock`);

    child.kill(signal);
    const code = await ended;

    expect(status).toBe(200);
    expect(said.out.trim().split('\n')).toEqual([`Defender emulator is ready on ${url}`]);
    expect([code, said.err]).toEqual([0, '']);
  });

  test.each(['x', '-1', '65536', '4010 '])('refuses the port %p', async (port) => {
    const { said, ended } = start(port);

    expect(await ended).toBe(1);
    expect(said.err).toBe('EMULATOR_PORT must be a port number.\n');
  });

  test.each([
    [['--alerts', 'many'], '--alerts must be a number from 0 to 20000.'],
    [['--devices', '20001'], '--devices must be a number from 0 to 20000.'],
    [['--users', '5'], "Unknown option '--users'"],
  ])('refuses %j', async (words, complaint) => {
    const { said, ended } = start('0', ...words);

    expect(await ended).toBe(1);
    expect(said.err).toContain(complaint);
  });

  test('says what to do when the port is taken', async () => {
    const other = await startStill();
    const { said, ended } = start(String(other.port));

    const code = await ended;
    await other.close();

    expect(code).toBe(1);
    expect(said.err).toBe(`Port ${other.port} is taken. Set EMULATOR_PORT to another one.\n`);
  });
});
