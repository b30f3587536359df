import { describe, expect, test } from '@jest/globals';
import type { MachineAction } from '../../../src/defender/model.ts';
import { machineActionFrom } from '../../../src/defender/wire/machine-action.ts';
import { resultLinkFrom } from '../../../src/defender/wire/result-link.ts';
import { reports } from './reports.ts';

const id = '988cc94e-7a8f-4b28-ab65-54970c5d5018';
const least = { id, type: 'LiveResponse', status: 'Succeeded' };

function actionWith(changes: object): MachineAction {
  return machineActionFrom({ ...least, ...changes }, reports().report);
}

function commandWith(changes: object): MachineAction['commands'][number] | undefined {
  return actionWith({ commands: [{ index: 0, ...changes }] }).commands[0];
}

describe('a machine action', () => {
  test('comes with its commands', () => {
    const { report, told } = reports();
    const body = {
      ...least,
      requestor: 'analyst@contoso.example',
      requestorComment: 'Testing',
      machineId: 'm1',
      computerDnsName: 'laptop-042',
      creationDateTimeUtc: '2021-02-04T15:36:52.7788848Z',
      cancellationRequestor: null,
      errorHResult: -2_145_844_840,
      commands: [
        {
          index: 1,
          startTime: null,
          endTime: '2021-02-04T15:39:00.1Z',
          commandStatus: 'Completed',
          errors: ['none'],
          command: {
            type: 'RunScript',
            params: [
              { key: 'ScriptName', value: 'minidump.ps1' },
              { key: 'Args', value: null },
            ],
          },
        },
      ],
    };

    expect(machineActionFrom(body, report)).toEqual({
      ...least,
      requestor: 'analyst@contoso.example',
      requestorComment: 'Testing',
      machineId: 'm1',
      deviceName: 'laptop-042',
      createdAt: new Date('2021-02-04T15:36:52.778Z'),
      errorHResult: -2_145_844_840,
      commands: [
        {
          index: 1,
          type: 'RunScript',
          params: { ScriptName: 'minidump.ps1' },
          status: 'Completed',
          endedAt: new Date('2021-02-04T15:39:00.100Z'),
          errors: ['none'],
        },
      ],
    });
    expect(told).toEqual([]);
  });

  test.each([undefined, null, []])('may have no commands: %j', (commands) => {
    expect(actionWith({ type: 'Isolate', commands }).commands).toEqual([]);
  });

  test('is a LiveResponse in either spelling', () => {
    expect(actionWith({ type: 'Live Response' }).type).toBe('LiveResponse');
  });

  test.each(['id', 'type', 'status'])('without %s is malformed', (name) => {
    expect(() => actionWith({ [name]: null })).toThrow(`The answer has nothing where action.${name} should be`);
  });
});

describe('a command', () => {
  test.each([
    [{}, 'nothing'],
    [{ index: '-1' }, 'string'],
    [{ index: 0.5 }, 'number'],
  ])('without a usable index (%j) is left out: its place in the list is no index', (command, found) => {
    const { report, told } = reports();

    const { commands } = machineActionFrom({ ...least, commands: [command, { index: 1 }] }, report);

    expect(commands.map(({ index }) => index)).toEqual([1]);
    expect(told).toEqual([{ path: 'action.commands[0].index', expected: 'whole number', found }]);
  });

  test('of which little is said is unknown, not invented', () => {
    expect(commandWith({ command: null })).toMatchObject({ type: 'Unknown', status: 'Unknown', errors: [] });
  });

  test.each(['__proto__', 'constructor', 'toString'])('may have a parameter %s, which is only text', (key) => {
    const params = commandWith({ command: { type: 'RunScript', params: [{ key, value: 'x' }] } })?.params ?? {};

    expect(Object.entries(params)).toEqual([[key, 'x']]);
  });

  test.each(['__proto__', 'constructor', 'toString'])('without a parameter %s has none', (key) => {
    expect(commandWith({ command: { type: 'RunScript', params: [] } })?.params[key]).toBeUndefined();
  });
});

describe('a result link', () => {
  const link = 'https://x.blob.core.windows.net/c/a?se=2021-02-04T16%3A13%3A50Z&sig=1d/OL%3D';

  test.each([
    ['as it came', link],
    ['out of a second pair of quotes', `"${link}"`],
  ])('is given %s, byte for byte', (_, value) => {
    expect(resultLinkFrom({ value }, reports().report)).toBe(link);
  });

  test.each([null, '', 7, { link }, [link]])('that is %j is malformed, and not quoted', (value) => {
    expect(() => resultLinkFrom({ value }, reports().report)).toThrow(
      /^The answer has \w+ where link\.value should be/,
    );
  });
});
