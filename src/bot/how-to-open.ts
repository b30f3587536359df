/** What to do where there is no access policy yet. For whoever runs the bot. */

import type { HelpEntry } from '../cards/help.ts';

/** @param objectId - of the asker, to be put in as it is. */
export function howToOpen(objectId: string | undefined): HelpEntry {
  const who = objectId ?? '<your Entra object id>';
  return {
    usage: 'How to change that',
    summary: 'There is no access policy, so nobody may ask for anything yet.',
    lines: ['Whoever runs this bot sets ACCESS_POLICY_FILE to the path of a JSON file like this, and starts it again:'],
    examples: [`{"grants": [{"role": "admin", "to": "user:${who}"}]}`],
  };
}
