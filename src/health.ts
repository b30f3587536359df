/** What `health` is told: gathered while the bot works, so that asking costs no call. */

import packageJson from '../package.json' with { type: 'json' };
import type { Health } from './bot/health.ts';
import type { LastCall } from './cards/health.ts';
import type { Clock } from './clock.ts';
import type { Attempt } from './defender/observe.ts';
import type { TokenSource } from './entra/token-source.ts';

export interface Gathered {
  /** To be told of each attempt at Defender. */
  onAttempt(attempt: Attempt): void;
  /** The same tokens: where none is had, Defender is not reached either. */
  watched(source: TokenSource): TokenSource;
  health(
    parts: Pick<Health, 'quotaLeft' | 'roles' | 'policyFrom' | 'journal'> & {
      readonly isReady: () => Promise<boolean>;
    },
  ): Health;
}

export function gatherHealth(clock: Clock): Gathered {
  const startedAt = clock.now();
  let lastCall: LastCall | undefined;

  function note(outcome: LastCall['outcome']): void {
    lastCall = { outcome, at: new Date(clock.now()) };
  }

  return {
    onAttempt({ outcome }) {
      if (outcome !== 'aborted') note(outcome); // somebody gave up: that says nothing of Defender
    },
    watched: (source) => async (options) => {
      try {
        return await source(options);
      } catch (error) {
        if (options.signal?.aborted !== true) note('no token');
        throw error;
      }
    },
    health: ({ isReady, ...parts }) => ({
      versions: { bot: packageJson.version, node: process.versions.node },
      uptimeMs: () => clock.now() - startedAt,
      isStateOk: isReady,
      lastCall: () => lastCall,
      ...parts,
    }),
  };
}
