/** Activities of somebody else, and activities whose fields are not what they should be; the token is good. */

import type { Attack } from './attack.ts';
import type { Scene } from './scene.ts';

const foreign = '99999999-aaaa-bbbb-cccc-0123456789ab';

type FieldsCase = readonly [name: string, status: number, fields: (scene: Scene) => object];

function attack([name, status, fields]: FieldsCase): Attack {
  return [name, status, (scene) => ({ body: scene.forged(fields(scene)) })];
}

const foreignCases: readonly FieldsCase[] = [
  ['another service URL than the token’s', 403, ({ channel }) => ({ serviceUrl: `${channel.url}/other/` })],
  ['the service URL of another host', 403, () => ({ serviceUrl: 'https://evil.example/teams/' })],
  [
    'a foreign tenant',
    403,
    () => ({ conversation: { id: 'c', tenantId: foreign }, channelData: { tenant: { id: foreign } } }),
  ],
  ['a foreign tenant in the conversation', 403, () => ({ conversation: { id: 'c', tenantId: foreign } })],
  ['a foreign tenant in the channel data', 403, () => ({ channelData: { tenant: { id: foreign } } })],
  ['no tenant', 403, () => ({ conversation: { id: 'c' }, channelData: {} })],
  ['an empty tenant', 403, () => ({ conversation: { id: 'c', tenantId: '' }, channelData: null })],
  ['another channel', 403, () => ({ channelId: 'directline' })],
  ['the channel in capitals', 403, () => ({ channelId: 'MSTEAMS' })],
  ['no service URL', 400, () => ({ serviceUrl: undefined })],
  ['no tenant and no channel data', 403, () => ({ conversation: { id: 'c' }, channelData: undefined })],
  ['the channel emulator', 403, () => ({ channelId: 'emulator' })],
];

/** Both agree, and name a host to which the bot's own token must not go. */
const hosts = (scene: Scene, serviceUrl: string): Promise<string> => scene.sign({ claims: { serviceurl: serviceUrl } });
const hostAttacks: readonly Attack[] = [
  'https://evil.trafficmanager.net/teams/',
  'https://smba.trafficmanager.net.evil.example/teams/',
  'https://smba.trafficmanager.net@evil.example/teams/',
  'https://smba.trafficmanager.net:8443/teams/',
  'http://smba.trafficmanager.net/teams/',
  'http://169.254.169.254/metadata/',
  'file:///etc/passwd',
  'no URL',
].map((serviceUrl) => [
  `the service URL ${serviceUrl} in claim and body`,
  403,
  async (scene) => ({
    headers: { Authorization: `Bearer ${await hosts(scene, serviceUrl)}` },
    body: scene.forged({ serviceUrl }),
  }),
]);

export const foreignAttacks: readonly Attack[] = [
  ...foreignCases.map(attack),
  ...hostAttacks,
  [
    'another channel whose key agrees',
    403,
    async (scene) => ({
      headers: { Authorization: `Bearer ${await scene.sign({ kid: 'endorsed-for-others' })}` },
      body: scene.forged({ channelId: 'directline' }),
    }),
  ],
];

const noText = [1, true, {}, ['x']] as const;
const noId = [...noText, '', '.', '..', '\ud800', 'x'.repeat(1_025)] as const;
const noRecord = [1, true, 'x', ['x']] as const;
const noList = [1, true, 'x', {}] as const;

const conversation = ({ tenantId }: Scene): object => ({ id: 'a:forged', tenantId });
const tenant = ({ tenantId }: Scene): object => ({ tenant: { id: tenantId } });

/** Where a value stands, and what may not stand there. */
const places: readonly (readonly [
  name: string,
  values: readonly unknown[],
  at: (value: unknown, scene: Scene) => object,
])[] = [
  ...['type', 'id', 'channelId', 'serviceUrl'].map(
    (name) => [name, [...noId, null], (value: unknown) => ({ [name]: value })] as const,
  ),
  ['replyToId', noId, (replyToId) => ({ replyToId })],
  ...['name', 'action', 'locale', 'text', 'textFormat'].map(
    (name) => [name, noText, (value: unknown) => ({ [name]: value })] as const,
  ),
  ['timestamp', [...noText, 'yesterday', '2026-13-40T99:99:99Z'], (timestamp) => ({ timestamp })],
  ...['from', 'recipient', 'conversation'].map(
    (name) => [name, [...noRecord, null, {}], (value: unknown) => ({ [name]: value })] as const,
  ),
  ...['from', 'recipient'].map(
    (name) => [`${name}.id`, [...noId, null], (id: unknown) => ({ [name]: { id } })] as const,
  ),
  ['from.name', noText, (name) => ({ from: { id: '29:x', name } })],
  ['from.aadObjectId', noText, (aadObjectId) => ({ from: { id: '29:x', aadObjectId } })],
  ['the sender of an invoke', [null, 'x', {}], (from) => ({ type: 'invoke', from })],
  ['conversation.id', [...noId, null], (id, scene) => ({ conversation: { ...conversation(scene), id } })],
  ...['name', 'conversationType', 'tenantId'].map(
    (name) =>
      [
        `conversation.${name}`,
        noText,
        (value: unknown, scene: Scene) => ({ conversation: { ...conversation(scene), [name]: value } }),
      ] as const,
  ),
  ['channelData', noRecord, (channelData) => ({ channelData })],
  ['channelData.tenant.id', noText, (id) => ({ channelData: { tenant: { id } } })],
  ...['tenant', 'team', 'channel'].map(
    (name) =>
      [
        `channelData.${name}`,
        noRecord,
        (value: unknown, scene: Scene) => ({ channelData: { ...tenant(scene), [name]: value } }),
      ] as const,
  ),
  ...['team', 'channel'].map(
    (name) =>
      [
        `channelData.${name}.id`,
        noText,
        (id: unknown, scene: Scene) => ({ channelData: { ...tenant(scene), [name]: { id } } }),
      ] as const,
  ),
  ['channelData.eventType', noText, (eventType, scene) => ({ channelData: { ...tenant(scene), eventType } })],
  ...['entities', 'membersAdded', 'membersRemoved'].map(
    (name) => [name, noList, (value: unknown) => ({ [name]: value })] as const,
  ),
  ...['membersAdded', 'membersRemoved'].map(
    (name) => [`${name}[0].id`, [...noId, null], (id: unknown) => ({ [name]: [{ id }] })] as const,
  ),
];

export const oddAttacks: readonly Attack[] = places.flatMap(([name, values, at]) =>
  values.map((value) =>
    attack([`${name} that is ${JSON.stringify(value).slice(0, 24)}`, 400, (scene) => at(value, scene)]),
  ),
);
