import { button } from '../../cards/buttons.ts';
import { messageCard } from '../../cards/message.ts';
import { anything } from '../arg.ts';
import { defineCommand } from '../command.ts';

export const hello = defineCommand({
  name: 'hello',
  group: 'bot',
  aliases: ['hi', 'hey', 'hallo', 'good', 'morning', 'moin', 'yo'],
  summary: 'A greeting',
  examples: ['hello'],
  evidence: false,
  listed: false,
  role: 'everybody',
  permissions: [],
  args: { rest: anything('', 'Whatever else a greeting says') },
  run() {
    const text = 'Hello. Give me an alert id and I show the alert, or an action id and I show what its script printed.';
    return Promise.resolve({
      outcome: 'answered',
      subject: 'hello',
      card: messageCard(text, [button('What else?', 'help')]),
    });
  },
});
