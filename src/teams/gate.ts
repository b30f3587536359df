/** Who may speak to the bot: decided in two steps, before the body is read and after. */

import type { IncomingHttpHeaders } from 'node:http';
import { isLoopbackAddress, isLoopbackAuthority } from '../loopback.ts';
import { tenantsOf, type IncomingActivity } from './activity.ts';
import { Refusal } from './refusal.ts';
import { loopbackServiceUrl, type ServiceUrlRule } from './service-url.ts';
import type { TokenVerifier } from './token.ts';

/** The second step. Throws Refusal. */
type ActivityCheck = (activity: IncomingActivity) => void;

/** What of a request is looked at before its body. */
interface RequestHead {
  readonly headers: IncomingHttpHeaders;
  readonly socket: { readonly remoteAddress?: string | undefined };
}

/** The first step, on the headers. Throws Refusal; gives what the activity has to pass. */
export type Gate = (request: RequestHead) => ActivityCheck | Promise<ActivityCheck>;

export interface TeamsGateOptions {
  readonly verify: TokenVerifier;
  /** The only tenant whose people are heard. */
  readonly tenantId: string;
  readonly mayServe: ServiceUrlRule;
}

/**
 * The only channel: on others, such as Direct Line, the caller itself says who is speaking.
 * Source: learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-authentication
 */
const channel = 'msteams';

/** For the real Teams. */
export function teamsGate({ verify, tenantId, mayServe }: TeamsGateOptions): Gate {
  const tenant = tenantId.toLowerCase();
  return async ({ headers }) => {
    const caller = await verify(headers.authorization);
    return (activity) => {
      if (activity.serviceUrl !== caller.serviceUrl) throw new Refusal(403, 'service-url-mismatch');
      if (!mayServe(activity.serviceUrl)) throw new Refusal(403, 'service-url');
      if (activity.channelId !== channel) throw new Refusal(403, 'channel');
      if (!caller.endorsements.includes(activity.channelId)) throw new Refusal(403, 'endorsement');
      const tenants = tenantsOf(activity);
      // Source: learn.microsoft.com/microsoftteams/platform/agents-in-teams/agent-tenancy: check it in code, always.
      if (tenants.length === 0 || tenants.some((named) => named.toLowerCase() !== tenant)) {
        throw new Refusal(403, 'tenant');
      }
    };
  };
}

/**
 * For development without an identity: programs of this machine only. A web page that a developer opens
 * can make the browser post here too; it is known by its `Origin`, by a body that is not JSON, or by
 * the name under which it found this machine (DNS rebinding).
 */
export const localGate: Gate = ({ headers, socket }) => {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) throw new Refusal(403, 'browser');
  if (!isLoopbackAddress(socket.remoteAddress ?? '') || !isLoopbackAuthority(headers.host ?? '')) {
    throw new Refusal(403, 'not-local');
  }
  return ({ serviceUrl }) => {
    if (!loopbackServiceUrl(serviceUrl)) throw new Refusal(403, 'service-url');
  };
};
