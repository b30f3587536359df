import { actions, type Button } from './buttons.ts';
import template from './message.json' with { type: 'json' };
import { render, type Card } from './render.ts';

/** One or two sentences of our own. */
export function messageCard(text: string, buttons: readonly Button[] = []): Card {
  const choices = { primary: buttons.slice(0, 3), secondary: buttons.slice(3) };
  return render(template, { text, ...actions(choices) }, text);
}

/** Stands in the place of an answer that takes long, and becomes it. */
export function workingCard(command: string): Card {
  return messageCard(`Working on ${command}…`);
}
