import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { iconFault, icons } from '../../scripts/app-icons.ts';
import { buildManifest, type AppIdentity } from '../../scripts/app-manifest.ts';
import { packageApp, PackagingError } from '../../scripts/app-package.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { commandLists } from '../../src/bot/manifest.ts';

const identity: AppIdentity = {
  appId: '00000000-0000-4000-8000-0000000000a0',
  botId: '00000000-0000-4000-8000-0000000000b0',
  version: '1.2.3',
  developer: {
    name: 'Contoso SOC',
    websiteUrl: 'https://contoso.example',
    privacyUrl: 'https://contoso.example/privacy',
    termsOfUseUrl: 'https://contoso.example/terms',
  },
  commandLists: [
    { scopes: ['personal', 'team', 'groupChat'], commands: [{ title: 'files', description: 'Files of an alert' }] },
  ],
};

let folder: string;
let file: string;

beforeEach(async () => {
  folder = `${await mkdtemp(join(tmpdir(), 'app-'))}/`;
  file = join(folder, 'build', 'app.zip');
});

afterEach(() => rm(folder, { recursive: true }));

describe('the manifest', () => {
  test('holds the ids, the developer and the commands that it is given', () => {
    expect(buildManifest(identity)).toMatchObject({
      id: identity.appId,
      version: '1.2.3',
      developer: identity.developer,
      bots: [{ botId: identity.botId, commandLists: identity.commandLists }],
    });
  });

  test('offers the bot in chats, groups and teams, private and shared channels included', () => {
    expect(buildManifest(identity)).toMatchObject({
      supportsChannelFeatures: 'tier1',
      bots: [{ scopes: ['personal', 'team', 'groupChat'] }],
    });
  });
});

describe('the package', () => {
  test('holds the manifest and both icons, and nothing else', async () => {
    const manifest = buildManifest(identity);

    await packageApp(manifest, file);

    const entries = unzipSync(await readFile(file));
    expect(Object.keys(entries).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    expect(JSON.parse(strFromU8(entries['manifest.json'] ?? new Uint8Array()))).toEqual(manifest);
  });

  test("takes the bot's own commands", async () => {
    await packageApp(buildManifest({ ...identity, commandLists: commandLists(commands) }), file);

    expect(strFromU8(unzipSync(await readFile(file))['manifest.json'] ?? new Uint8Array())).toContain('"files"');
  });

  test('is the same bytes for the same input', async () => {
    await packageApp(buildManifest(identity), file);
    const first = await readFile(file);
    await packageApp(buildManifest(identity), file);

    expect(await readFile(file)).toEqual(first);
  });

  test.each<[string, Partial<AppIdentity>, RegExp]>([
    ['an id that is no GUID', { botId: 'bot' }, /botId/],
    ['a developer without https', { developer: { ...identity.developer, websiteUrl: 'contoso' } }, /websiteUrl/],
    ['a command without a title', { commandLists: [{ scopes: ['team'], commands: [{}] }] }, /title/],
    ['more commands than Teams lists', { commandLists: [{ scopes: ['team'], commands: many(13) }] }, /commands/],
  ])('is not written for %s', async (_, change, fault) => {
    const packaging = packageApp(buildManifest({ ...identity, ...change }), file);

    await expect(packaging).rejects.toThrow(PackagingError);
    await expect(packaging).rejects.toThrow(fault);
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is not written with an icon of the wrong size', async () => {
    const outline = await readFile('appPackage/outline.png');
    await Promise.all(icons.map((icon) => writeFile(`${folder}${icon.file}`, outline)));

    await expect(packageApp(buildManifest(identity), file, folder)).rejects.toThrow(
      'color.png is 32 × 32, not 192 × 192',
    );
  });
});

describe('the icons', () => {
  test.each(icons)('$file has the size that Teams asks for', async (icon) => {
    expect(iconFault(icon, await readFile(`appPackage/${icon.file}`))).toBeUndefined();
  });

  test.each([
    ['nothing', ''],
    ['another format', 'GIF89a and so on, for long enough to be read'],
  ])('%s is no icon', (_, bytes) => {
    expect(iconFault(icons[0], Buffer.from(bytes))).toBe('color.png is no PNG');
  });
});

function many(count: number): readonly object[] {
  return Array.from({ length: count }, (_, index) => ({ title: `command ${index}` }));
}
