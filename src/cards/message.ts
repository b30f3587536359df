import { actions, type Button } from './buttons.ts';
import template from './message.json' with { type: 'json' };
import { render, type Card } from './render.ts';
import { count, number } from './units.ts';

/** One or two sentences of our own. */
export function messageCard(text: string, buttons: readonly Button[] = []): Card {
  const choices = { primary: buttons.slice(0, 3), secondary: buttons.slice(3) };
  return render(template, { text, ...actions(choices) }, text);
}

/** How far a question about many things has come. */
export interface Progress {
  readonly done: number;
  readonly of: number;
  readonly what: 'alert' | 'file';
}

/** `waits`: for others that were asked before in the same conversation. */
export type Stage = 'waits' | 'begun' | Progress;

/** Stands in the place of an answer that takes long, and becomes it. */
export function workingCard(command: string, stage: Stage = 'begun'): Card {
  if (stage === 'waits') return messageCard(`Waiting with ${command}: others were asked here first…`);
  if (stage === 'begun') return messageCard(`Working on ${command}…`);
  const { done, of, what } = stage;
  return messageCard(`Working on ${command}: ${number(done)} of ${count(of, what)} read…`);
}
