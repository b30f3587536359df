/** The direction of the rooms: docs/adr/0001-rooms.md. */
const rooms = {
  defender: ['entra/token-source', 'bucket', 'clock', 'http', 'json', 'retry-after'],
  teams: ['entra/token-source', 'bucket', 'clock', 'http', 'json', 'loopback', 'log', 'retry-after'],
  transcript: ['clock', 'http', 'loopback', 'secrets/mask-text', 'secrets/masker'],
  secrets: [],
  entra: ['clock', 'http', 'json'],
  policy: ['clock'],
  state: ['clock', 'json', 'log'],
  cards: [
    'defender/model',
    'secrets/mask-text',
    'state/audit-record',
    'transcript/indicators/indicator',
    'transcript/model',
    'transcript/views/label',
    'transcript/views/row',
    'triage/account',
    'triage/evidence-order',
    'triage/found-file',
    'triage/incident',
    'triage/severity',
  ],
  feed: [
    'bot/outgoing',
    'cards/arrivals',
    'cards/message',
    'cards/on-it',
    'cards/render',
    'clock',
    'defender/call-options',
    'defender/client',
    'defender/model',
    'log',
    'policy/access',
    'state/feed',
    'state/feed-posts',
    'state/on-it',
    'state/subscriptions',
    'triage/severity',
  ],
  triage: ['defender/model'],
  telemetry: [
    'clock',
    'config-telemetry',
    'json',
    'log',
    'defender/observe',
    'defender/rate-limit',
    'teams/connector-observe',
    'teams/pace',
    'teams/refusal',
  ],
};

const only = Object.entries(rooms).map(([room, may]) => ({
  name: `${room}-imports`,
  comment: `src/${room} may import only ${['itself', ...may].join(', ')}.`,
  severity: 'error',
  from: { path: `^src/${room}/` },
  to: { path: '^src/', pathNot: [`^src/${room}/`, ...may.map((path) => `^src/${path}\\.ts$`)] },
}));

/** Each library has one home. */
const homes = {
  restify: '^(src/server\\.ts|emulator/)',
  botbuilder: '^src/(teams/|bot/bot\\.ts)',
  '@azure/msal-node': '^src/entra/',
  jose: '^(src/teams/|src/entra/token-roles\\.ts|emulator/)',
  kysely: '^src/state/',
  pg: '^src/state/postgres\\.ts',
  zod: '^src/(variables|policy/read-policy)\\.ts',
  tldts: '^src/transcript/indicators/',
  pino: '^src/log\\.ts',
  re2js: '^src/transcript/views/',
  'adaptivecards-templating': '^src/cards/render\\.ts',
  '@opentelemetry': '^src/telemetry/',
};

const libraries = Object.entries(homes).map(([library, home]) => ({
  name: `${library.replace(/\W/g, '-')}-home`,
  severity: 'error',
  from: { path: '^(src|emulator)/', pathNot: home },
  to: { path: `node_modules/${library}(/|$)` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...only,
    ...libraries,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: ['\\.json$', '^src/main\\.ts$'] }, to: {} },
    {
      name: 'no-emulator-in-src',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(emulator|scripts|test)/' },
    },
    {
      name: 'no-src-in-emulator',
      severity: 'error',
      from: { path: '^emulator/' },
      to: { path: '^(src|scripts|test)/' },
    },
    {
      name: 'bot-imports',
      severity: 'error',
      from: { path: '^src/bot/' },
      to: { path: '^src/(server|main|app|config|teams/|entra/)' },
    },
    {
      name: 'main-is-the-root',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/main\\.ts$' },
      to: { path: '^src/main\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'], conditionNames: ['import', 'node', 'default'] },
  },
};
