/**
 * The SDK's turn on our edge: a CloudAdapter that is given what was verified already, and that speaks
 * through our connector. Nothing of the SDK reaches for the network or for a token.
 */

import {
  ActivityEventNames,
  ActivityTypes,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  INVOKE_RESPONSE_KEY,
  type Activity,
  type ConversationReference,
  type InvokeResponse,
  type ResourceResponse,
  type TurnContext,
} from 'botbuilder';
import type { Clock } from '../clock.ts';
import type { IncomingActivity } from './activity.ts';
import type { Connector, ConversationAddress, Haste } from './connector.ts';

/** The context is revoked when the promise settles: keep values of it, never itself. */
export type TurnLogic = (context: TurnContext) => Promise<void>;

export interface TeamsAdapterOptions {
  readonly appId: string;
  readonly connector: Connector;
  readonly clock: Clock;
}

/** Ours: an indicator is seen for about as long. */
const typing: Haste = { onceWithinMs: 3_000 };

type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;

export class TeamsAdapter extends CloudAdapter {
  readonly #options: TeamsAdapterOptions;

  constructor(options: TeamsAdapterOptions) {
    super(new ClosedAuthentication());
    this.#options = options;
  }

  /** Runs one turn; gives what answers an invoke. Rejects with what the logic throws. */
  run(activity: IncomingActivity, logic: TurnLogic): Promise<InvokeResponse | undefined> {
    const authenticated = {
      audience: '',
      claimsIdentity: this.createClaimsIdentity(this.#options.appId),
      connectorFactory: closedConnectorFactory,
    };
    if (isPresence(activity)) this.#options.connector.heardFrom(activity.conversation.id);
    // A copy, because the SDK writes into it. Its type asks for fields that only outgoing activities have.
    return this.processActivity(authenticated, { ...activity } as unknown as Activity, logic);
  }

  /**
   * A turn that nobody's message started, in a conversation that is known from before. What it sends
   * replies to `activityId` of the reference, where there is one.
   */
  resume({ activityId, user, bot, ...reference }: Partial<ConversationReference>, logic: TurnLogic): Promise<void> {
    const identity = this.createClaimsIdentity(this.#options.appId);
    const activity = {
      ...reference,
      type: ActivityTypes.Event,
      name: ActivityEventNames.ContinueConversation,
      ...(activityId === undefined ? {} : { id: activityId }),
      ...(user === undefined ? {} : { from: user }),
      ...(bot === undefined ? {} : { recipient: bot }),
    };
    return this.processProactive(identity, activity, undefined, logic);
  }

  /** An id is '' where Teams gave none, as the SDK has it. */
  override async sendActivities(
    context: TurnContext,
    activities: readonly Partial<Activity>[],
  ): Promise<ResourceResponse[]> {
    const responses: ResourceResponse[] = [];
    for (const activity of activities) responses.push({ id: (await this.#send(context, activity)) ?? '' });
    return responses;
  }

  override async updateActivity(context: TurnContext, activity: Partial<Activity>): Promise<ResourceResponse> {
    const activityId = named(activity.id);
    await this.#options.connector.update({ ...address(context, activity), activityId }, activity);
    return { id: activityId };
  }

  override async deleteActivity(context: TurnContext, reference: Partial<ConversationReference>): Promise<void> {
    await this.#options.connector.delete({
      ...address(context, reference),
      activityId: named(reference.activityId),
    });
  }

  /** `undefined`: Teams gave no id, or the activity is none that goes out. */
  async #send(context: TurnContext, activity: Partial<Activity>): Promise<string | undefined> {
    switch (activity.type) {
      case 'delay':
        await this.#options.clock.sleep(typeof activity.value === 'number' ? activity.value : 1_000);
        return undefined;
      case ActivityTypes.InvokeResponse:
        context.turnState.set(INVOKE_RESPONSE_KEY, activity);
        return undefined;
      case ActivityTypes.Trace:
        return undefined;
      default: {
        const to = { ...address(context, activity), replyToId: activity.replyToId };
        const haste = activity.type === ActivityTypes.Typing ? typing : {};
        return (await this.#options.connector.send(to, activity, haste)).id;
      }
    }
  }
}

export function createTeamsAdapter(options: TeamsAdapterOptions): TeamsAdapter {
  return new TeamsAdapter(options);
}

/**
 * A person wrote or pressed, or the app was installed: then the conversation takes messages again.
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/conversation-messages
 */
function isPresence({ type, action }: IncomingActivity): boolean {
  if (type === 'installationUpdate') return action === 'add' || action === 'add-upgrade';
  return type === 'message' || type === 'invoke';
}

function address(
  { activity }: TurnContext,
  { serviceUrl, conversation }: Pick<Partial<ConversationReference>, 'serviceUrl' | 'conversation'>,
): ConversationAddress {
  return {
    serviceUrl: serviceUrl ?? activity.serviceUrl,
    conversationId: (conversation ?? activity.conversation).id,
  };
}

function named(activityId: string | undefined): string {
  if (activityId === undefined || activityId === '') throw new TypeError('An edit or a removal names its message');
  return activityId;
}

/** Asks nobody for anything: requests were authenticated before, answers go through our connector. */
class ClosedAuthentication extends ConfigurationBotFrameworkAuthentication {
  override authenticateRequest(): Promise<never> {
    return Promise.reject(new Error('Requests are authenticated at the gate'));
  }

  override createConnectorFactory(): ConnectorFactory {
    return closedConnectorFactory;
  }

  override createUserTokenClient(): Promise<never> {
    return Promise.resolve(closed);
  }
}

/** Stands where the SDK wants a client of its own; every use of it is an error. `never`: it has to fit each type. */
const closed = new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : refused()) }) as never;

/** Its class is not exported where we may import from; this is all it does. */
const closedConnectorFactory = { create: () => Promise.resolve(closed) } as never;

function refused(): never {
  throw new Error('The SDK has no way out of its own: send through the turn context');
}
