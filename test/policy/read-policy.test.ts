import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { policyLimits, readPolicy } from '../../src/policy/read-policy.ts';

const id = '22222222-aaaa-bbbb-cccc-0123456789ab';
const channel = 'channel:19:abc_DEF-1@thread.tacv2';

function faultsOf(value: unknown): readonly string[] {
  const reading = readPolicy(typeof value === 'string' ? value : JSON.stringify(value));
  return reading.ok ? [] : reading.faults;
}

test('reads every kind of grant and place, GUIDs in lower case, channels as they are', () => {
  const file = {
    grants: [
      { role: 'reader', to: 'tenant' },
      { role: 'admin', to: `user:${id.toUpperCase()}` },
      { role: 'reader', to: `team:${id}` },
      { role: 'reader', to: channel },
    ],
    evidenceIn: ['personal', 'group', `team:${id}`, channel],
    guests: 'allow',
  };

  expect(readPolicy(JSON.stringify(file))).toEqual({
    ok: true,
    policy: {
      grants: [
        { role: 'reader', to: 'tenant' },
        { role: 'admin', to: `user:${id}` },
        { role: 'reader', to: `team:${id}` },
        { role: 'reader', to: channel },
      ],
      evidenceIn: ['personal', 'group', `team:${id}`, channel],
      guests: 'allow',
    },
  });
});

test('what is left out is the narrow choice: evidence in personal chats, no guests', () => {
  expect(readPolicy('\uFEFF{"grants": []}')).toEqual({
    ok: true,
    policy: { grants: [], evidenceIn: ['personal'], guests: 'deny' },
  });
});

describe('a fault is named with its place', () => {
  test.each<readonly [string, unknown, RegExp]>([
    ['no JSON', '{', /^the file is not JSON$/],
    ['no object', [], /expected object/],
    ['no grants', {}, /^grants: /],
    ['an unknown key', { grants: [], grant: [] }, /"grant"/],
    ['an unknown key of a grant', { grants: [{ role: 'reader', to: 'tenant', until: 1 }] }, /^grants\[0\]: .*"until"/],
    [
      'an unknown role',
      { grants: [{ role: 'owner', to: 'tenant' }] },
      /^grants\[0\]\.role: must be reader, subscriber or admin$/,
    ],
    [
      'a name for an id',
      { grants: [{ role: 'reader', to: 'user:ana@contoso.com' }] },
      /^grants\[0\]\.to: must be tenant/,
    ],
    ['everybody', { grants: [{ role: 'reader', to: '*' }] }, /^grants\[0\]\.to: /],
    ['a place for a person', { grants: [{ role: 'reader', to: 'personal' }] }, /^grants\[0\]\.to: /],
    ['a chat for a channel', { grants: [{ role: 'reader', to: 'channel:19:x@unq.gbl.spaces' }] }, /^grants\[0\]\.to: /],
    [
      'a person for a place',
      { grants: [], evidenceIn: ['personal', `user:${id}`] },
      /^evidenceIn\[1\]: must be personal/,
    ],
    ['the whole tenant for a place', { grants: [], evidenceIn: ['tenant'] }, /^evidenceIn\[0\]: /],
    ['a yes for guests', { grants: [], guests: true }, /^guests: must be deny or allow$/],
    ['too much', ' '.repeat(policyLimits.maxChars + 1), /too large/],
  ])('%s', (_, value, fault) => {
    expect(faultsOf(value).join('\n')).toMatch(fault);
  });

  test('all at once', () => {
    const faults = faultsOf({ grants: [{ role: 'x', to: 'y' }], evidenceIn: ['z'], guests: 'no' });

    expect(faults.map((fault) => fault.replace(/:.*/s, ''))).toEqual([
      'grants[0].role',
      'grants[0].to',
      'evidenceIn[0]',
      'guests',
    ]);
  });
});

const target = fc.oneof(
  fc.constantFrom('tenant', 'personal', 'group', `user:${id}`, `team:${id}`, channel),
  fc.string(),
);
const nearly = fc.record(
  {
    grants: fc.array(fc.record({ role: fc.constantFrom('reader', 'admin', 'owner'), to: target })),
    evidenceIn: fc.array(target),
    guests: fc.constantFrom('deny', 'allow', 'perhaps'),
  },
  { requiredKeys: ['grants'] },
);

test('no file, however hostile, throws or grants by a target that is none', () => {
  const known = /^(tenant|(user|team):[\da-f-]{36}|channel:19:[\w-]+@thread\.(tacv2|skype))$/;
  const file = fc.oneof(
    fc.string(),
    fc.json(),
    nearly.map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(file, (text) => {
      const reading = readPolicy(text);
      expect(reading.ok || reading.faults.length > 0).toBe(true);
      for (const { role, to } of reading.ok ? reading.policy.grants : []) {
        expect(['reader', 'admin']).toContain(role);
        expect(to).toMatch(known);
      }
    }),
  );
});
