/** The manifest of the Teams app: what never changes from the template, ids from whoever packages, commands from the code. */

import template from '../appPackage/manifest.template.json' with { type: 'json' };

export interface Developer {
  readonly name: string;
  readonly websiteUrl: string;
  readonly privacyUrl: string;
  readonly termsOfUseUrl: string;
}

export interface AppIdentity {
  /** Of the app in the tenant's catalogue. */
  readonly appId: string;
  /** Application id of the bot's registration. */
  readonly botId: string;
  /** `major.minor.patch`: the catalogue takes an update only when it grows. */
  readonly version: string;
  readonly developer: Developer;
  /** As the commands give it, at most three. */
  readonly commandLists: readonly object[];
}

export function buildManifest({ appId, botId, version, developer, commandLists }: AppIdentity): object {
  const bot = {
    botId,
    scopes: ['personal', 'team', 'groupChat'],
    isNotificationOnly: false,
    supportsFiles: false,
    commandLists,
  };
  return { ...template, id: appId, version, developer, bots: [bot] };
}
