import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const run = promisify(execFile);
const botId = '00000000-0000-4000-8000-0000000000b0';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'package-'));
});

afterEach(() => rm(folder, { recursive: true }));

/** As `npm run package` starts it. A variable that is set, if to nothing, is not taken from a developer's .env. */
function packaged(environment: Readonly<Record<string, string>>, ...flags: readonly string[]) {
  const env = { PATH: process.env['PATH'], MicrosoftAppId: '', TEAMS_APP_ID: '', ...environment };
  return run(process.execPath, ['scripts/package.ts', ...flags], { env });
}

describe('npm run package', () => {
  test('writes the zip and says for which ids', async () => {
    const out = join(folder, 'app.zip');

    const { stdout } = await packaged({ MicrosoftAppId: botId }, '--out', out);

    expect(stdout).toContain(`${out}: app ${botId}, bot ${botId}, version `);
    expect((await stat(out)).size).toBeGreaterThan(1_000);
  });

  test('ends with 1 and one clear line when the id is missing', async () => {
    await expect(packaged({})).rejects.toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^MicrosoftAppId \(--bot-id\) is missing\.\n/),
    });
  });

  test('explains itself', async () => {
    const { stdout } = await packaged({}, '--help');

    expect(stdout).toContain('--bot-id');
  });
});
