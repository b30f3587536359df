import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readOptions, usage } from '../../scripts/package-options.ts';

const bot = '00000000-0000-4000-8000-0000000000b0';
const app = '00000000-0000-4000-8000-0000000000a0';

describe('the options of packaging', () => {
  test('come from the environment', () => {
    const options = readOptions([], { MicrosoftAppId: bot, TEAMS_APP_ID: app, TEAMS_APP_DEVELOPER: 'SOC' });

    expect(options).toMatchObject({ botId: bot, appId: app, developer: { name: 'SOC' } });
  });

  test('come from flags first', () => {
    const options = readOptions(['--bot-id', app, '--out', 'x.zip'], { MicrosoftAppId: bot });

    expect(options).toMatchObject({ botId: app, out: 'x.zip' });
  });

  test('take the id of the bot for the app when that has none of its own', () => {
    expect(readOptions([], { MicrosoftAppId: bot, TEAMS_APP_ID: '' })).toMatchObject({ appId: bot });
  });

  test('take ids in capitals, as portals show them', () => {
    expect(readOptions([], { MicrosoftAppId: bot.toUpperCase() })).toMatchObject({ botId: bot });
  });

  test('say when the pages of the developer are placeholders', () => {
    const own = { TEAMS_APP_WEBSITE_URL: 'https://a.test', TEAMS_APP_PRIVACY_URL: 'https://a.test/p' };

    expect(readOptions([], { MicrosoftAppId: bot, ...own })).toMatchObject({ hasPlaceholders: true });
    expect(readOptions([], { MicrosoftAppId: bot, ...own, TEAMS_APP_TERMS_URL: 'https://a.test/t' })).toMatchObject({
      hasPlaceholders: false,
    });
  });

  test.each([['--help'], ['-h']])('are none when %s is asked for', (flag) => {
    expect(readOptions([flag], {})).toBeUndefined();
  });

  test.each<[string, readonly string[], Readonly<Record<string, string>>, RegExp]>([
    ['the id of the bot is missing', [], {}, /^MicrosoftAppId \(--bot-id\) is missing[^]*Packages the Teams app/],
    ['the id of the bot is no GUID', [], { MicrosoftAppId: 'bot' }, /^MicrosoftAppId \(--bot-id\) is no GUID\.$/],
    ['the id of the app is no GUID', [], { MicrosoftAppId: bot, TEAMS_APP_ID: '1' }, /^TEAMS_APP_ID .* is no GUID\.$/],
    ['a flag is unknown', ['--bot'], { MicrosoftAppId: bot }, /'--bot'[^]*Packages the Teams app/],
    ['a flag lacks its value', ['--bot-id'], {}, /argument missing/],
  ])('are refused when %s', (_, args, environment, message) => {
    expect(() => readOptions(args, environment)).toThrow(message);
  });

  test('never take anything but a GUID for an id', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => readOptions(['--app-id', `${bot}${text}.`], { MicrosoftAppId: bot })).toThrow('no GUID');
      }),
    );
  });

  test('are all explained', () => {
    expect(usage()).toMatch(/--bot-id +MicrosoftAppId +application id of the bot/);
  });
});
