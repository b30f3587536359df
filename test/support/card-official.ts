/** The official parser's opinion of a card. */

import { createRequire } from 'node:module';
import { limits } from './card-shape.ts';

/** As much as is used; the package's own types do not compile under our settings. */
interface Official {
  readonly HostConfig: new (raw: object) => object;
  readonly AdaptiveCard: new () => {
    hostConfig: object;
    parse(json: object, context: ParseContext): void;
    validateProperties(): { readonly validationEvents: readonly ParseEvent[] };
  };
  readonly SerializationContext: new () => ParseContext;
}

interface ParseContext {
  readonly eventCount: number;
  getEventAt(index: number): ParseEvent;
}

interface ParseEvent {
  readonly message: string;
}

// The bundle: it parses without a DOM. `require` gives no type, the interface above is what was seen in 3.0.6.
const official = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Official;

/** Its warnings and errors, from parsing and from validating; rendering is for a browser. */
export function parseOfficially(card: unknown): readonly string[] {
  if (typeof card !== 'object' || card === null) return ['official: no card'];
  const context = new official.SerializationContext();
  const parsed = new official.AdaptiveCard();
  parsed.hostConfig = new official.HostConfig({ actions: { maxActions: limits.actions } });
  parsed.parse(card, context);
  const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index));
  return [...events, ...parsed.validateProperties().validationEvents].map(({ message }) => `official: ${message}`);
}
