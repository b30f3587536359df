/** What the bot answers to what people type: real turns against the emulator, at one moment that stands still. */

import { actions, alerts, files, machines } from '../../emulator/data/ids.ts';
import { limitedApp } from '../../emulator/identity.ts';
import type { Card } from '../../src/cards/render.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { accessOf } from '../support/access.ts';
import { manualClock } from '../support/clock.ts';
import { startConversation, type AskedBy, type Conversation, type Sent } from '../support/conversation.ts';
import { now } from '../cards/views.ts';

/** Of the form of an id, and nobody's. */
const unknown = {
  alert: 'da638993500000000000_-1000000000',
  sha256: 'e'.repeat(64),
  action: actions.minidump.replace(/^./, '0'),
};

/** Beside the examples of the commands: name, what is typed, where. */
const typed: readonly (readonly [name: string, text: string, about?: AskedBy])[] = [
  ['files-many', `files ${alerts.manyFiles}`],
  ['files-many-page-2', `files ${alerts.manyFiles} page 2`],
  ['files-none', `files ${alerts.noFiles}`],
  ['files-deceiving-names', `files ${alerts.hostileNames}`],
  ['files-of-two-alerts', `files ${alerts.hackTool} ${alerts.malware}`],
  ['files-one-alert-unknown', `files ${alerts.hackTool} ${unknown.alert}`],
  ['files-linux', `files ${alerts.unknownEnums}`],
  ['files-in-a-channel', `files ${alerts.hackTool}`, { isRoom: true }],
  ['alert-malware', `alert ${alerts.malware}`],
  ['alert-many-files', `alert ${alerts.manyFiles}`],
  ['alert-no-files', `alert ${alerts.noFiles}`],
  ['alert-deceiving-names', `alert ${alerts.hostileNames}`],
  ['alerts-of-a-device', 'alerts LAPTOP-042'],
  ['alerts-none', 'alerts critical resolved'],
  ['alerts-several', `alert ${alerts.hackTool} ${alerts.malware} ${unknown.alert}`],
  ['file-clean', `file ${files.svchost}`],
  ['file-several', `file ${files.autoKms} ${files.svchost}`],
  ['device-server', `device ${machines.fileServer}`],
  ['device-linux', 'device ubuntu-web-03'],
  ['device-by-address', 'device 10.0.0.5'],
  ['device-none', 'device nobody-knows-it'],
  ['actions-of-a-device', 'actions LAPTOP-042'],
  ['result-errors-exit-0', `result ${actions.errorsWithExitZero}`],
  ['result-empty', `result ${actions.emptyOutput}`],
  ['result-long', `result ${actions.longOutput}`],
  ['result-long-page-2', `result ${actions.longOutput} 0 page 2`],
  ['result-search', `result ${actions.longOutput} 0 grep 7996`],
  ['result-search-nothing', `result ${actions.longOutput} 0 grep no such text`],
  ['result-raw', `result ${actions.minidump} 0 raw`],
  ['result-deceiving', `result ${actions.hostileOutput}`],
  ['result-deceiving-raw', `result ${actions.hostileOutput} 0 raw`],
  ['result-linux', `result ${actions.linuxScript}`],
  ['result-not-json', `result ${actions.notJson}`],
  ['result-utf16', `result ${actions.utf16}`],
  ['result-without-action', `result ${actions.commandsMissing} 0`],
  ['result-file', `result ${actions.minidump} 1`],
  ['result-file-missing', `result ${actions.failedGetFile}`],
  ['result-not-yet', `result ${actions.pending} 0`],
  ['result-indicators', `result ${actions.indicators} 0 iocs`],
  ['result-overview', `result ${actions.failedScript} all`],
  ['action-pending', `action ${actions.pending}`],
  ['action-running', `action ${actions.inProgress}`],
  ['action-failed', `action ${actions.failedScript}`],
  ['action-timed-out', `action ${actions.timedOut}`],
  ['action-cancelled', `action ${actions.cancelledAfterFirst}`],
  ['action-three-commands', `action ${actions.threeCommands}`],
  ['action-scan', `action ${actions.antivirusScan}`],
  ['lookup-bare-alert-id', alerts.hackTool],
  ['lookup-near-miss', `flies ${alerts.hackTool}`],
  ['lookup-not-understood', 'what is new'],
  ['hello', 'hello'],
  ['thanks', 'thanks'],
  ['files-of-the-alert-before', 'files'],
  ['failure-wrong-kind', `files ${files.autoKms}`],
  ['failure-unknown-alert', `files ${unknown.alert}`],
  ['failure-unknown-file', `file ${unknown.sha256}`],
  ['failure-unknown-action', `action ${unknown.action}`],
];

export async function productStates(): Promise<ReadonlyMap<string, Card>> {
  const states = new Map<string, Card>();
  const take = (name: string, { message }: Sent): void => {
    if ('content' in message) states.set(name, stable(message));
  };
  await at(async (chat) => {
    for (const command of commands)
      for (const [i, example] of command.examples.entries())
        if (command.name !== 'remove') take(`${command.name}-example-${i + 1}`, await chat.say(example));
    for (const [name, text, about] of typed) take(name, await chat.say(text, about));
    const result = await chat.say(`result ${actions.minidump} 0`);
    take('removed', await chat.press('Remove', { on: result }));
  });
  await at(
    async (chat) => {
      take('failure-no-argument', await chat.say('files'));
      take('files-without-alerts', await chat.say(`files ${alerts.hackTool}`));
      take('failure-forbidden', await chat.say(`result ${actions.minidump} 0`));
      take('failure-forbidden-alert', await chat.say(`alert ${alerts.hackTool}`));
    },
    { app: limitedApp },
  );
  const grants = [{ role: 'reader', to: 'tenant' } as const];
  const policy = { grants, evidenceIn: ['personal'], guests: 'deny' } as const;
  const directory = {
    member: () => Promise.resolve({ standing: 'member', objectId: 'o' } as const),
    readers: () => Promise.resolve('members' as const),
  };
  await at(
    async (chat) => {
      take('withheld', await chat.say(`result ${actions.minidump} 0`, { isRoom: true }));
      take('whoami-reader', await chat.say('whoami'));
      take('failure-not-allowed', await chat.say('audit'));
    },
    { access: accessOf(() => ({ mode: 'policy', policy }), directory) },
  );
  return states;
}

async function at(
  work: (chat: Conversation) => Promise<void>,
  options: Parameters<typeof startConversation>[0] = {},
): Promise<void> {
  const clock = manualClock(now.getTime());
  const chat = await startConversation({ clock, emulator: { realNow: () => now.getTime() }, ...options });
  try {
    await work(chat);
  } finally {
    await chat.close();
  }
}

/** Without the references, which are drawn by lot. */
function stable({ summary, content }: Card): Card {
  const text = JSON.stringify(content)
    .replaceAll(/reference [0-9a-f]{8}/g, 'reference 1a2b3c4d')
    .replaceAll(/(?<=reference 1a2b3c4d · Defender )[^"]+/g, '6f3f4c3e-1d6b-4c7e-9d1a-0c8f6a1b2c3d');
  return { summary, content: JSON.parse(text) as Card['content'] }; // what was written above
}
