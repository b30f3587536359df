/** Teams' limits as Teams keeps them: told of each call, it says which windows saw more than they may. */

import { createWindows } from './windows.ts';

export interface TeamsLimits {
  called(conversationId: string, at: number): void;
  /** `8 in 1000 ms into 19:room`. */
  readonly exceeded: readonly string[];
}

/** Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
export function teamsLimits(): TeamsLimits {
  const perThread = createWindows([
    [7, 1_000],
    [8, 2_000],
    [60, 30_000],
    [1_800, 3_600_000],
  ]);
  const perApp = createWindows([[50, 1_000]]);
  return {
    get exceeded() {
      return [...perThread.exceeded, ...perApp.exceeded];
    },
    called(conversationId, at) {
      perThread.called(conversationId.replace(/;messageid=.*/, ''), at);
      perApp.called('the app', at);
    },
  };
}
