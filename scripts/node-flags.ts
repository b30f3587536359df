/** The flags of Node that bound the memory of `npm start`: whatever else runs the bot, tests and measures it, uses the same. */

import project from '../package.json' with { type: 'json' };

export const nodeFlags: readonly string[] = project.scripts.start
  .split(' ')
  .filter((word) => word.startsWith('--max-'));
