/** The clouds that a bot can live in, and what differs between them. */

export type BotCloudName = 'public' | 'gcc-high' | 'dod';

export interface BotCloud {
  /** `iss` of the tokens that the Bot Framework sends. */
  readonly issuer: string;
  /** Where its signing keys are announced. */
  readonly openIdUrl: string;
  /** For the bot's own token towards the connector. */
  readonly scope: string;
  /** Entra ID's root, to be followed by the bot's tenant. */
  readonly loginUrl: string;
  /** Hosts that Teams names as `serviceUrl`. */
  readonly serviceUrlHosts: readonly string[];
  /** Of Teams' web client, for links into it. */
  readonly webHost: string;
  /** Where a call goes whose host says that it is the wrong one; `undefined`: nowhere. */
  readonly otherOrigin: string | undefined;
}

const government = {
  issuer: 'https://api.botframework.us',
  openIdUrl: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  scope: 'https://api.botframework.us/.default',
  loginUrl: 'https://login.microsoftonline.us',
  otherOrigin: undefined,
} as const;

/**
 * Source, keys and issuers: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 * and learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high.
 * Source, hosts: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages.
 * Source, web client: learn.microsoft.com/microsoft-365/enterprise/microsoft-365-u-s-government-gcc-high-endpoints and …-dod-endpoints.
 * GCC is the public cloud with a host of its own.
 */
export const botClouds: Readonly<Record<BotCloudName, BotCloud>> = {
  public: {
    issuer: 'https://api.botframework.com',
    openIdUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    scope: 'https://api.botframework.com/.default',
    loginUrl: 'https://login.microsoftonline.com',
    serviceUrlHosts: ['smba.trafficmanager.net', 'smba.infra.gcc.teams.microsoft.com'],
    webHost: 'teams.microsoft.com',
    otherOrigin: 'https://smba.infra.gcc.teams.microsoft.com',
  },
  'gcc-high': {
    ...government,
    serviceUrlHosts: ['smba.infra.gov.teams.microsoft.us'],
    webHost: 'gov.teams.microsoft.us',
  },
  dod: {
    ...government,
    serviceUrlHosts: ['smba.infra.dod.teams.microsoft.us'],
    webHost: 'dod.teams.microsoft.us',
  },
};
