/** Everything that Defender and devices tell the replicas, and where some of it is found again. */

import { gunzipSync } from 'node:zlib';
import type { EmulatorOptions } from '../../../emulator/emulator.ts';
import { fullApp } from '../../../emulator/identity.ts';
import { isRecord } from '../../support/shape.ts';

type OnAnswer = NonNullable<EmulatorOptions['onAnswer']>;

export interface Said {
  readonly hear: OnAnswer;
  /** What gives access, and what stood in results. */
  bearersAndOutput(): readonly string[];
  /**
   * What the texts in it are, in order: keys of Defender's JSON, `output`, or `bearer` for what gives access. Found
   * whatever became of letter case, blanks and marks; a part of a longer one is that one.
   */
  kindsIn(text: string): readonly string[];
}

/** Of letters and digits; shorter ones are found in anything. */
const leastChars = 7;
const gzip = Buffer.from([0x1f, 0x8b]);

export function createSaid(): Said {
  const said = new Map<string, { readonly kind: string; readonly text: string }>();

  function note(text: string, kind: string): void {
    const key = plain(text);
    if (key.length >= leastChars && !said.has(key)) said.set(key, { kind, text });
  }

  function noteAll(value: unknown, name: string): void {
    if (typeof value === 'string') note(value, name === 'access_token' || value.includes('&sig=') ? 'bearer' : name);
    else if (Array.isArray(value)) for (const item of value) noteAll(item, name);
    else if (isRecord(value)) for (const [key, part] of Object.entries(value)) noteAll(part, key);
  }

  function noteResult(body: Buffer): void {
    const text = (body.subarray(0, 2).equals(gzip) ? gunzipSync(body) : body).toString();
    const bare = text.replace(/^\{[^]*?"script_output":/, ''); // some are no sound JSON
    const { script_output: output = bare, script_errors: errors = '' } = recordIn(text);
    for (const line of `${String(output)}\n${String(errors)}`.split(/[\r\n]/)) note(line, 'output');
  }

  note(fullApp.clientSecret ?? '', 'bearer');
  return {
    hear({ path, query }, { body, status }) {
      if (path.startsWith('/investigation-actions-data/')) {
        note(query.replace(/.*sig=/, ''), 'bearer');
        if (status === 200) noteResult(Buffer.from(body));
      } else noteAll(recordIn(body.toString()), '');
    },
    bearersAndOutput: () =>
      [...said.values()].filter(({ kind }) => kind === 'bearer' || kind === 'output').map(({ text }) => text),
    kindsIn(text) {
      let left = text.split('\n').map(plain).join('\n');
      const found = new Set<string>();
      for (const [key, { kind }] of [...said].toSorted(([a], [b]) => b.length - a.length)) {
        if (!left.includes(key)) continue;
        found.add(kind);
        left = left.replaceAll(key, '\n');
      }
      return [...found].toSorted();
    },
  };
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z\d]/g, '');
}

/** Empty where it is no JSON. */
function recordIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}
