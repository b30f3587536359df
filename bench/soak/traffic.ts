/** One conversation for as long as the soak goes on: people ask, press, ask twice, edit what they asked, and wait. */

import type { Random } from '../../emulator/data/large/random.ts';
import type { Clock } from '../../src/clock.ts';
import { searchField } from '../../src/cards/render.ts';
import { isRecord } from '../../test/support/shape.ts';
import type { Board, Message } from './board.ts';
import type { Ledger, Question } from './ledger.ts';
import type { Post, Said } from './person.ts';
import type { SoakPerson, SoakPlace } from './places.ts';
import { bulk, typed } from './questions.ts';
import { weatherOf, type Weather } from './weather.ts';

export interface Traffic {
  readonly clock: Clock;
  readonly random: Random;
  readonly ledger: Ledger;
  readonly board: Board;
  readonly post: Post;
  /** New for each activity. */
  readonly newId: () => string;
  readonly until: number;
  /** Kinds of what was done, counted. */
  readonly done: Map<string, number>;
  /** Of conversations that the bot is removed from: this one is among them for a while. */
  readonly removed?: Set<string> | undefined;
}

const pauseMs = { least: 4_000, most: 60_000 } as const;
/** No command may take longer, waits for quota and for Teams included. */
const patienceMs = 240_000;
const repeats = 4;
const calm: Weather = { fates: [], mayFail: false };

export async function converse(place: SoakPlace, traffic: Traffic): Promise<void> {
  const { clock, random, board, until, removed } = traffic;
  const [start, wholeMs] = [clock.now(), until - clock.now()];
  const pause = (): Promise<void> => clock.sleep(pauseMs.least + random.below(pauseMs.most - pauseMs.least));
  const events = [
    {
      at: start + wholeMs / 3,
      happens: () => (removed === undefined ? undefined : removedFor(place, removed, traffic)),
    },
    { at: start + wholeMs / 2, happens: () => rush(place, traffic) },
  ];
  await pause();
  while (clock.now() < until) {
    if (clock.now() > (events[0]?.at ?? until)) await events.shift()?.happens();
    const cards = board.cards(place.conversationId);
    if (cards.length > 0 && random.chance(0.35)) await press(place, random.pick(cards), traffic);
    else if (random.chance(0.08)) await Promise.all([1, 2, 3].map(() => ask(place, traffic)));
    else await ask(place, traffic);
    await pause();
  }
}

/** Everybody at once, and more than the limits of Teams and Defender's quota leave room for. */
async function rush(place: SoakPlace, traffic: Traffic): Promise<void> {
  const texts = [bulk(traffic.random), bulk(traffic.random), ...Array.from({ length: 8 }, () => 'help')];
  note(traffic, 'rushes');
  await Promise.all(texts.map((text) => ask(place, traffic, text)));
}

async function ask(place: SoakPlace, traffic: Traffic, text = typed(traffic.random)): Promise<void> {
  const { random, ledger, newId } = traffic;
  const said = { id: newId(), place, by: random.pick(place.people), text };
  const isRepeated = random.chance(0.1);
  const question = ledger.ask([said.id], said.text, isRepeated ? calm : weatherOf(random));
  note(traffic, 'asked');
  await Promise.all([say(said, traffic), isRepeated ? say(said, traffic) : undefined]);
  await answered(question, said, traffic);
  if (isRepeated) {
    note(traffic, 'delivered three times');
    await say(said, traffic);
  } else if (random.chance(0.08)) {
    note(traffic, 'edited afterwards');
    await say({ ...said, text: typed(random), type: 'messageUpdate' }, traffic);
  }
  ledger.settle(question);
}

/** What may have been lost on the way is sent again, as Teams would. */
async function answered(question: Question, said: Said, traffic: Traffic): Promise<void> {
  const { ledger } = traffic;
  for (let sent = 1; sent <= repeats; sent++) {
    const isLast = !question.weather.mayFail || sent === repeats;
    if (await ledger.answer(question, isLast ? patienceMs : patienceMs / repeats)) return;
    if (isLast) return; // settling complains
    note(traffic, 'sent again, because Teams had lost the answer');
    await say(said, traffic);
  }
}

async function press(place: SoakPlace, card: Message, traffic: Traffic): Promise<void> {
  const { random, ledger, board, newId } = traffic;
  const { data, title } = random.pick(card.buttons);
  const isTwice = random.chance(0.2);
  const ids = isTwice ? [newId(), newId()] : [newId()];
  const question = ledger.ask(ids, `pressed ${title}`, isTwice ? calm : weatherOf(random));
  const by = random.pick(place.people);
  const isPersonal = isRecord(data) && data['personal'] === true;
  const words = filled(title, data, random);
  const press = { data: words, on: card.id, asInvoke: random.chance(0.1) };
  card.pressed = question;
  if (isPersonal) board.expectInOwnChat(by.id, question);
  note(traffic, isTwice ? 'pressed twice' : isPersonal ? 'Show me' : title === 'Remove' ? 'Remove' : 'pressed');
  const [first, ...rest] = ids.map((id) => ({ id, place, by, press }));
  if (first === undefined) return;
  await Promise.all([first, ...rest].map((said) => say(said, traffic)));
  await answered(question, first, traffic);
  if (card.pressed === question) card.pressed = undefined;
  ledger.settle(question);
}

/** A form is filled in. */
function filled(title: string, data: unknown, random: Random): unknown {
  return title === 'Search' && isRecord(data) ? { ...data, [searchField]: random.pick(['error', 'svchost']) } : data;
}

/** A message is taken or not; the turn of an invoke may be late or fail, and tells so. */
async function say(said: Said, { post, ledger }: Pick<Traffic, 'post' | 'ledger'>): Promise<void> {
  const status = await post(said).catch(() => 0);
  const isBad = (ledger.of(said.id)?.weather.fates.length ?? 0) > 0;
  const taken = said.press?.asInvoke === true ? [200, 504, ...(isBad ? [500] : [])] : [200];
  if (!taken.includes(status)) ledger.complain(`${said.id} was answered with ${status}`);
}

function note({ done }: Traffic, what: string): void {
  done.set(what, (done.get(what) ?? 0) + 1);
}

/** The bot is removed from a conversation, where people go on asking for a while, and comes back. */
async function removedFor(place: SoakPlace, removed: Set<string>, traffic: Traffic): Promise<void> {
  const { clock, ledger, newId } = traffic;
  const [by] = place.people as readonly [SoakPerson]; // nobody is in an empty place
  removed.add(place.conversationId);
  for (const text of ['help', 'whoami', 'help']) {
    const said = { id: newId(), place, by, text };
    const question = ledger.ask([said.id], text, calm);
    note(traffic, 'asked where the bot was removed');
    await say(said, traffic);
    await clock.sleep(30_000);
    ledger.settle(question, 0);
  }
  removed.delete(place.conversationId);
}
