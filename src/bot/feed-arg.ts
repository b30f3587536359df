/** Which new alerts a room is to be told of: `alerts [severity] [device]`, in any order. */

import type { LeastSeverity } from '../state/subscriptions.ts';
import type { Arg } from './arg.ts';
import { calledIn, type DeviceCalled } from './device-arg.ts';
import { quoted, UsageError } from './errors.ts';

export interface FeedWords {
  /** `undefined`: nothing was said. */
  readonly least: LeastSeverity | undefined;
  readonly device: DeviceCalled | undefined;
  /** All of it, to ask the same again. */
  readonly words: readonly string[];
}

/** Source: learn.microsoft.com/defender-endpoint/api/alerts */
const severities = new Map<string, LeastSeverity>([
  ['high', 'High'],
  ['medium', 'Medium'],
  ['low', 'Low'],
  ['informational', 'Informational'],
  ['info', 'Informational'],
]);

export function feedWords(help: string): Arg<FeedWords> {
  return {
    label: 'alerts [severity] [device]',
    help,
    take(words) {
      const end = words.findIndex((word) => word.toLowerCase() === 'page');
      const own = end === -1 ? words : words.slice(0, end);
      if (own[0]?.toLowerCase() !== 'alerts')
        throw new UsageError('Subscribe to what? There are alerts: subscribe alerts, or subscribe alerts medium.');
      const [, ...said] = own;
      const named = said.filter((word) => severities.has(word.toLowerCase()));
      const [device, ...others] = said.filter((word) => !named.includes(word));
      if (named.length > 1) throw new UsageError('One severity at a time: that one and all above it are told.');
      if (others[0] !== undefined)
        throw new UsageError(`One device at a time: ${quoted(others[0])} is one more. Subscribe to each of them.`);
      return {
        value: {
          least: severities.get(named[0]?.toLowerCase() ?? ''),
          device: device === undefined ? undefined : calledIn(device),
          words: own,
        },
        rest: words.slice(own.length),
      };
    },
  };
}

/** `alerts`: of all devices; a device by its id or the name it was subscribed by; nothing: all that the room has. */
export function subscribedTo(help: string): Arg<string | undefined> {
  return { label: '[alerts|device]', help, take: ([word, ...rest]) => ({ value: word, rest }) };
}
