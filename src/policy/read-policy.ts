/** The text of a policy file → a policy, or every fault of it by its place. */

import { z } from 'zod';
import { roles, type Policy } from './policy.ts';

export type PolicyReading =
  | { readonly ok: true; readonly policy: Policy }
  /** One line each, `grants[2].to: …`; nothing of the file is quoted but its keys. */
  | { readonly ok: false; readonly faults: readonly string[] };

/** Ours. A policy that names every person of a large tenant is better written with a team. */
export const policyLimits = { maxChars: 1024 * 1024, maxGrants: 5_000, maxPlaces: 1_000 } as const;

const guid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations */
const channel = /^19:[\w-]+@thread\.(tacv2|skype)$/;

function isTarget(text: string, words: readonly string[], kinds: readonly string[]): boolean {
  if (words.includes(text)) return true;
  const [kind = '', ...rest] = text.split(':');
  if (!kinds.includes(kind)) return false;
  return (kind === 'channel' ? channel : guid).test(rest.join(':'));
}

function target(words: readonly string[], kinds: readonly string[], fault: string) {
  return z
    .string(fault)
    .refine((text) => isTarget(text, words, kinds), fault)
    .transform((text) => (text.startsWith('channel:') ? text : text.toLowerCase()));
}

const grantee = target(
  ['tenant'],
  ['user', 'team', 'channel'],
  'must be tenant, user:<object id>, team:<Entra group id> or channel:19:…@thread.tacv2',
);
const place = target(
  ['personal', 'group'],
  ['team', 'channel'],
  'must be personal, group, team:<Entra group id> or channel:19:…@thread.tacv2',
);

const policy = z.strictObject({
  grants: z
    .array(z.strictObject({ role: z.enum(roles, 'must be reader, subscriber or admin'), to: grantee }))
    .max(policyLimits.maxGrants),
  evidenceIn: z.array(place).max(policyLimits.maxPlaces).default(['personal']),
  guests: z.enum(['deny', 'allow'], 'must be deny or allow').default('deny'),
});

export function readPolicy(text: string): PolicyReading {
  if (text.length > policyLimits.maxChars) return { ok: false, faults: ['the file is too large to be a policy'] };
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return { ok: false, faults: ['the file is not JSON'] };
  }
  const parsed = policy.safeParse(value);
  if (parsed.success) return { ok: true, policy: parsed.data };
  return { ok: false, faults: parsed.error.issues.map(({ path, message }) => `${pathWords(path)}${message}`) };
}

/** `grants[2].to: `; nothing for the whole. */
function pathWords(path: readonly PropertyKey[]): string {
  const words = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return words === '' ? '' : `${words.replace(/^\./, '')}: `;
}
