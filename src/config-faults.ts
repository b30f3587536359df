/** What is wrong with the configuration, collected so that all of it is named at once. */

import type { Variables } from './variables.ts';

/** The operator's fault. The message names every variable that is wrong, one a line, and no value of a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** One fault a variable: what is wrong is not missing besides. */
export class Faults {
  readonly #byName = new Map<string, string>();

  add(name: keyof Variables, fault: string): void {
    if (!this.#byName.has(name)) this.#byName.set(name, fault);
  }

  throwIfAny(): void {
    if (this.#byName.size === 0) return;
    const lines = [...this.#byName].map(([name, fault]) => `  ${name}: ${fault}`);
    throw new ConfigError(['The configuration is not complete or not right:', ...lines].join('\n'));
  }
}

/** Asks for what is missing; an empty text stands in until all faults are known. */
export type Need = (name: keyof Variables, why: string) => string;

export function needed(set: Variables, faults: Faults): Need {
  return (name, why) => {
    const value = set[name];
    if (typeof value === 'string') return value;
    faults.add(name, `is missing; ${why}`);
    return '';
  };
}
