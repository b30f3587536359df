/** A program as a child process that never outlives this one, with what it said kept for when it fails. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Child {
  readonly pid: number;
  /** The last lines of both its outputs. */
  output(): string;
  hasExited(): boolean;
  /** Gives the exit code; `undefined`: a signal ended it. */
  exited(): Promise<number | undefined>;
  /** Asks it to stop, and ends it when it does not within `graceMs`. */
  stop(graceMs?: number): Promise<number | undefined>;
}

export interface ChildOptions {
  readonly cwd?: string;
  /** For Node itself. */
  readonly nodeArgs?: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The child's input ends when this process does, however that comes about: nothing is left behind. */
const endsWithUs = 'data:text/javascript,process.stdin.on("close", () => process.exit()).resume().unref()';

const keptChars = 200_000;

/** @param args - a script of ours or of a package, and its arguments; run by this Node. */
export function startChild(args: readonly string[], { cwd, env, nodeArgs = [] }: ChildOptions): Child {
  const child = spawn(process.execPath, ['--import', endsWithUs, ...nodeArgs, ...args], {
    cwd,
    env,
    stdio: 'pipe',
    detached: true, // Ctrl+C in the terminal is ours to pass on
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output = (output + text).slice(-keptChars)));
  }
  child.stdin.on('error', () => undefined); // it may be gone before us
  const exit = once(child, 'exit').then(([code]: readonly unknown[]) => (typeof code === 'number' ? code : undefined));
  if (child.pid === undefined) throw new Error(`${args.join(' ')} could not be started`);

  return {
    pid: child.pid,
    output: () => output,
    hasExited: () => child.exitCode !== null || child.signalCode !== null,
    exited: () => exit,
    async stop(graceMs = 5_000) {
      child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), graceMs);
      const code = await exit;
      clearTimeout(force);
      return code;
    },
  };
}
