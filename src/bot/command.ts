/** What a command is: one object that parsing, help, the manifest, the documentation and the buttons all read. */

import type { Progress } from '../cards/message.ts';
import type { OperatorLinks } from '../cards/operator-links.ts';
import type { MessageLinks } from '../cards/message-links.ts';
import type { Portal } from '../cards/portal.ts';
import type { Card } from '../cards/render.ts';
import type { Defender } from '../defender/client.ts';
import type { DefenderError } from '../defender/errors.ts';
import type { EvidenceVerdict, PlaceKind } from '../policy/evidence.ts';
import type { Holder, Place } from '../policy/access.ts';
import type { Rules } from '../policy/policy.ts';
import type { KnownEvidence } from '../state/evidence.ts';
import type { AuditTrail } from '../state/audit.ts';
import type { OpenedKind } from '../state/context.ts';
import type { OnIt } from '../state/on-it.ts';
import type { Subscriptions } from '../state/subscriptions.ts';
import type { Results } from '../transcript/results.ts';
import type { Grep } from '../transcript/views/grep.ts';
import type { FindIndicators } from '../transcript/views/indicators.ts';
import type { Arg, ArgValues } from './arg.ts';
import type { CommandGroup } from './command-groups.ts';
import type { Health } from './health.ts';
import type { IdKind } from './id.ts';
import type { Person } from './incoming.ts';
import type { Permission } from './permission.ts';
import type { Watching } from './watching.ts';

/** What a command may reach. Built once per turn; tests pass a literal. */
export interface Context {
  /** All of the bot's, for help. */
  readonly commands: readonly Command[];
  readonly defender: Defender;
  readonly results: Results;
  readonly grep: Grep;
  readonly indicators: FindIndicators;
  readonly portal: Portal;
  readonly operatorLinks: OperatorLinks;
  readonly health: Health;
  /** What was asked of the bot, and by whom. */
  readonly audit: Pick<AuditTrail, 'page' | 'findings'>;
  /** To what was asked in Teams. */
  readonly messageLinks: MessageLinks;
  /** Where it was asked: a chat, or a thread of a channel. */
  readonly conversationId: string;
  /** Who is on which alert or incident. */
  readonly onIt: OnIt;
  /** Of which rooms are told what by itself. */
  readonly subscriptions: Subscriptions;
  /** How long somebody is on it who says so. */
  readonly shiftMs: number;
  readonly watching: Watching;
  readonly now: () => Date;
  /** When Defender was asked for what this turn was answered so far, the earliest of it; where nothing was, now. */
  readonly asOf: () => Date;
  /** Stands in the log, and on every card that somebody may have to look up. */
  readonly turnId: string;
  /** Display name of the asker where others read along; `undefined` in a personal chat. Foreign text. */
  readonly shownFor: string | undefined;
  readonly asker: AskerContext;
  /** The card whose button was pressed; `undefined` where the words were typed. */
  readonly pressedCard: PressedCard | undefined;
  /** Aborted when the command's time is up. */
  readonly signal: AbortSignal;
  /** Takes how far the command is, as often as it likes; who waits long is shown it now and then. */
  readonly progress: (progress: Progress) => void;
}

export interface PressedCard {
  /** `undefined`: it is none that is known to show evidence. */
  evidence(): Promise<KnownEvidence | undefined>;
}

/** Who the asker is to the bot. What Teams has to be asked for is asked for when it is wanted. */
export interface AskerContext {
  /** `closed`: nobody may do anything yet. */
  readonly mode: Rules['mode'];
  readonly placeKind: PlaceKind;
  readonly place: Place;
  readonly person: Person;
  holder(): Promise<Holder>;
  /** Whether what devices give is shown where the question was asked. */
  evidenceHere(): Promise<EvidenceVerdict>;
}

export type Outcome = 'answered' | 'empty' | 'partial' | 'failed';

/** What goes back to the conversation: a card, or plain text where people must copy it on a phone. */
export type Reply =
  CardReply | { readonly outcome: Outcome; readonly text: string; readonly about?: About | undefined };

export interface CardReply {
  readonly outcome: Outcome;
  /** Of the parts that are missing from the answer, for the log. */
  readonly errors?: readonly DefenderError[];
  readonly card: Card;
  /** What the card is about: a press that shows the same subject edits the card, one that asks something new posts. */
  readonly subject: string;
  readonly about?: About | undefined;
  /** Where the card shows what a device gave. */
  readonly evidence?: EvidenceFacts | undefined;
  /** What takes its place as more becomes known, one after the other. */
  readonly later?: (signal: AbortSignal) => AsyncIterable<CardReply>;
  /**
   * What is done beside the answer, once that is recorded and stands. A process that dies before answers anew.
   * @param messageId - the card; `undefined`: it is not known where it stands, or elsewhere than the question.
   */
  readonly onStanding?: (messageId: string | undefined) => Promise<void>;
  /** The card takes the place of the one that was pressed, and of what it showed. */
  readonly isTombstone?: boolean;
}

/** The one thing that an answer opens: it stands for an id that is left out of the next command. */
export interface About {
  readonly kind: OpenedKind;
  readonly id: string;
}

/** What is kept of evidence that was shown. */
export interface EvidenceFacts {
  /** Our own words and checked tokens. */
  readonly what: string;
  /** Lower-case hex; empty: not all of it is read yet. */
  readonly sha256: string;
}

export interface Refusal {
  readonly heading: string;
  readonly advice: string;
  /** Whether asking again may help. */
  readonly retry: boolean;
}

export interface Command<A extends Record<string, Arg<unknown>> = Record<string, Arg<unknown>>> {
  readonly name: string;
  /** Under which help and the documentation have it. */
  readonly group: CommandGroup;
  /** Other words for it, lower case. */
  readonly aliases: readonly string[];
  /** One line, 128 characters at most: the Teams manifest shows it. */
  readonly summary: string;
  readonly examples: readonly string[];
  /** Its answer shows what a device gave: evidence. */
  readonly evidence: boolean;
  /** In help, and in the manifest's command lists. */
  readonly listed: boolean;
  /** In which of the manifest's command lists it stands, of ten each, where not in both. */
  readonly menu?: false | 'personal' | 'rooms';
  /** Who may run it: whoever has the role `reader`, where nothing is said. `everybody` says nothing of Defender, or asks for more itself. */
  readonly role?: 'everybody' | 'subscriber' | 'admin';
  /** It is about the card that its button sits on: nowhere else does it make sense. */
  readonly ofItsCard?: true;
  /** It lives on what the bot keeps from one message to the next: where nothing is kept it makes no sense. */
  readonly keeps?: true;
  /** Where it is answered, if not everywhere. */
  readonly onlyIn?: 'personal';
  /** Its answer is text that is copied as it is: no note has a place in it, so whatever needs one is asked first. */
  readonly forCopying?: true;
  /** Of the Defender API; none where it asks nothing of Defender. */
  readonly permissions: readonly Permission[];
  /** A bare id of such a kind runs this command. */
  readonly opens?: IdKind | readonly IdKind[];
  /** A bare id of this kind with more behind it runs this command. */
  readonly opensWithMore?: IdKind;
  /** What a 404 and a 400 of Defender mean for this command, where that is more than the common words. */
  readonly refusals?: Readonly<Partial<Record<'notFound' | 'rejected', Refusal>>>;
  /** How long it may take, where it is not the common limit. In ms. */
  readonly timeoutMs?: number;
  /** In the order the user types them. */
  readonly args: A;
  run(args: ArgValues<A>, context: Context): Promise<Reply>;
}

/** Lets `run` see the types that its `args` produce. */
export function defineCommand<const A extends Record<string, Arg<unknown>>>(command: Command<A>): Command {
  return command; // `run` takes what its own `args` give; dispatch passes exactly that
}

export function opensKind({ opens }: Command, kind: IdKind): boolean {
  return [opens].flat().includes(kind);
}

export function usage(command: Command): string {
  return [command.name, ...Object.values(command.args).map((arg) => arg.label)].join(' ');
}

/** Without what may be left out. */
export function shortUsage({ name, args }: Command): string {
  const needed = Object.values(args).filter(({ label }) => label.startsWith('<'));
  return [name, ...needed.map(({ label }) => label)].join(' ');
}

/** Its summary, with whom it is for where that is not everybody who may ask. */
export function summaryOf({ summary, role }: Command): string {
  if (role === 'admin') return `${summary} (for admins)`;
  return role === 'subscriber' ? `${summary} (for whoever may subscribe rooms)` : summary;
}
