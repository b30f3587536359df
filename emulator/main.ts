/** `npm run emulator`: the emulator alone, until it is told to stop. */

import { arrivingIn, worldSizeIn } from './arguments.ts';
import { startEmulator, type EmulatorOptions } from './emulator.ts';

const defaultPort = 4010;

const text = process.env['EMULATOR_PORT'] ?? String(defaultPort);
const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
if (!(port <= 65_535)) fail('EMULATOR_PORT must be a port number.');

const asked = whatIsAsked();
const emulator = await startEmulator({ port, ...asked }).catch((error: unknown) => {
  const isTaken = Error.isError(error) && 'code' in error && error.code === 'EADDRINUSE';
  return fail(isTaken ? `Port ${port} is taken. Set EMULATOR_PORT to another one.` : String(error));
});
console.log(`Defender emulator is ready on ${emulator.url}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void emulator.close());
}

function whatIsAsked(): Pick<EmulatorOptions, 'size' | 'arriving'> {
  const words = process.argv.slice(2);
  try {
    const [size, arriving] = [worldSizeIn(words), arrivingIn(words)];
    return { ...(size === undefined ? {} : { size }), ...(arriving === undefined ? {} : { arriving }) };
  } catch (error) {
    return fail(Error.isError(error) ? error.message : String(error));
  }
}

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
