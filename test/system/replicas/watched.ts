/** Actions that end by themselves, each in its own way, and what is told of them in a conversation that waits for them. */

import { living } from '../../../emulator/data/ids.ts';

/** What its card says in the end, and the message that mentions who waited. The one that ends first comes last. */
export const watched: readonly { readonly actionId: string; readonly card: string; readonly mention: string }[] = [
  ended(
    living.timesOut,
    'Live response on temp123.middleeast.corp.microsoft.com: timed out (error 0x80190198)',
    'Live response on temp123: timed out (error 0x80190198)',
  ),
  ended(living.succeeds, 'Live response on LAPTOP-042: succeeded'),
  ended(
    living.isCancelled,
    'Live response on srv-file-01.contoso.example: cancelled by lead-contoso.example',
    'Live response on srv-file-01: cancelled by lead-contoso example',
  ),
  ended(living.fails, 'Live response on LAPTOP-042: failed'),
];

/** When the last of them has ended, from when it is first asked for. */
export const endedMs = 65_000;

/** @param word - where the message says it otherwise than the card. */
function ended(actionId: string, card: string, word = card): (typeof watched)[number] {
  return { actionId, card, mention: `<at>Ana</at> ${word}. Its card is above.` };
}
