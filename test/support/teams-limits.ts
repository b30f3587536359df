/** Teams' limits as Teams keeps them: told of each call, it says which windows saw more than they may. */

/** Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit */
const perThread = [
  [7, 1_000],
  [8, 2_000],
  [60, 30_000],
  [1_800, 3_600_000],
] as const;
const perApp = [[50, 1_000]] as const;

export interface TeamsLimits {
  called(conversationId: string, at: number): void;
  /** `8 in 1000 ms into 19:room`. */
  readonly exceeded: readonly string[];
}

export function teamsLimits(): TeamsLimits {
  const calls = new Map<string, number[]>();
  const exceeded: string[] = [];

  function count(key: string, at: number, windows: readonly (readonly [number, number])[]): void {
    const times = calls.get(key) ?? [];
    calls.set(key, times);
    times.push(at);
    for (const [most, ms] of windows) {
      const within = times.filter((time) => time > at - ms).length;
      if (within > most) exceeded.push(`${within} in ${ms} ms into ${key}`);
    }
  }

  return {
    exceeded,
    called(conversationId, at) {
      count(conversationId.replace(/;messageid=.*/, ''), at, perThread);
      count('the app', at, perApp);
    },
  };
}
