import { messageCard } from '../../cards/message.ts';
import { anything } from '../arg.ts';
import { defineCommand } from '../command.ts';

export const thanks = defineCommand({
  name: 'thanks',
  group: 'bot',
  aliases: ['thank', 'thx', 'ty', 'cheers', 'danke', 'merci'],
  summary: 'An answer to thanks',
  examples: ['thanks'],
  evidence: false,
  listed: false,
  role: 'everybody',
  permissions: [],
  args: { rest: anything('', 'Whatever else thanks say') },
  run: () => Promise.resolve({ outcome: 'answered', subject: 'thanks', card: messageCard('You are welcome.') }),
});
