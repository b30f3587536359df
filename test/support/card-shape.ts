/**
 * The part of Adaptive Cards 1.5 that this bot uses in Teams, Teams' extensions included.
 * Closed on purpose: a new element is looked at on a phone and on a desktop before it is described here.
 * Left out: FactSet (its texts are Markdown), Table and CodeBlock (not on phones), images (nothing is hosted),
 * Action.Execute (dead on phones), `style` of actions (Teams ignores it).
 * Source: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */

import { all, byType, count, flag, isRecord, list, oneOf, shape, that, type Check } from './shape.ts';

export const limits = {
  /** UTF-16 units of an activity's JSON: 80 KB. Source: …/platform/bots/how-to/format-your-bot-messages */
  activityUnits: 40_960,
  /** Source: …/task-modules-and-cards/cards/cards-format (overflow menu) */
  actions: 6,
  primaryActions: 3,
  /** Inside the body, where a phone has no overflow menu. */
  actionsInARow: 1,
} as const;

const unbound = that((value) => typeof value !== 'string' || !value.includes('${'), 'bound');

/** Our own words and checked tokens. */
const text = all(
  that((value) => typeof value === 'string' && value.trim() !== '', 'a text'),
  unbound,
);

/** Foreign text may hold any `${…}`; what a template leaves over is a path, and the whole field. */
const foreignText = all(
  that((value) => typeof value === 'string' && value !== '', 'a text'),
  that((value) => typeof value !== 'string' || !/^\$\{[\w.$[\]]+\}$/.test(value), 'bound'),
);

const httpsUrl = all(
  that((value) => typeof value === 'string' && isPlainHttps(value), 'an https URL without credentials'),
  unbound,
);

function isPlainHttps(value: string): boolean {
  const url = URL.parse(value);
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}

// What a press sends: a command, its words, and what a form beside it may add.
const submitData = shape(
  { command: text, words: list(foreignText, { min: 0 }) },
  { rev: count },
  that((value) => ['string', 'number', 'boolean'].includes(typeof value), 'a plain value'),
);

const ofActions = { id: text, tooltip: text, isEnabled: flag, mode: oneOf('primary', 'secondary') };
const clickable = {
  'Action.Submit': shape(
    { title: text, data: submitData },
    { ...ofActions, associatedInputs: oneOf('auto', 'none'), msteams: shape({ feedback: shape({ hide: flag }) }) },
  ),
  'Action.OpenUrl': shape({ title: text, url: httpsUrl }, ofActions),
  'Action.ToggleVisibility': shape({ title: text, targetElements: list(text) }, ofActions),
};
const selectAction = byType(() => clickable); // a card cannot be unfolded by it
const action: Check = byType(() => ({
  ...clickable,
  'Action.ShowCard': shape({ title: text, card: unfoldedCard }, ofActions),
}));

const actions = all(
  list(action, { max: limits.actions, min: 0 }),
  that((value) => primaries(value) <= limits.primaryActions, `at most ${limits.primaryActions} primary actions`),
);

function primaries(value: unknown): number {
  return Array.isArray(value) ? value.filter((entry) => !isSecondary(entry)).length : 0;
}

function isSecondary(action: unknown): boolean {
  return isRecord(action) && typeof action['mode'] === 'string' && action['mode'].toLowerCase() === 'secondary';
}

const ofElements = {
  id: text,
  isVisible: flag,
  separator: flag,
  spacing: oneOf('none', 'small', 'default', 'medium', 'large', 'extralarge', 'padding'),
  height: oneOf('auto', 'stretch'),
  targetWidth: that((value) => typeof value === 'string' && targetWidth.test(value), 'a targetWidth'),
};
const targetWidth = /^(?:atLeast:|atMost:)?(?:veryNarrow|narrow|standard|wide)$/;

const ofTexts = {
  weight: oneOf('lighter', 'default', 'bolder'),
  size: oneOf('small', 'default', 'medium', 'large', 'extralarge'),
  color: oneOf('default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'),
  fontType: oneOf('default', 'monospace'),
  isSubtle: flag,
};

const ofContainers = {
  ...ofElements,
  style: oneOf('default', 'emphasis', 'accent', 'good', 'warning', 'attention'),
  bleed: flag,
  showBorder: flag,
  roundedCorners: flag,
  selectAction,
};

const wraps = that((value) => value === true, 'true: text is cut where it does not wrap');
const inlines = list(
  byType(() => ({
    TextRun: shape(
      { text: foreignText },
      { ...ofTexts, italic: flag, strikethrough: flag, highlight: flag, selectAction },
    ),
  })),
);
const columns = list(byType(() => ({ Column: shape({ items: elements }, { ...ofContainers, width: columnWidth }) })));
const columnWidth = that(
  (value) => value === 'auto' || value === 'stretch' || (typeof value === 'number' && value > 0),
  'a width',
);

/** Whatever may stand in a body. */
const element: Check = byType(() => ({
  TextBlock: shape(
    { text, wrap: wraps },
    {
      ...ofElements,
      ...ofTexts,
      style: oneOf('default', 'heading'),
      horizontalAlignment: oneOf('left', 'center', 'right'),
    },
  ),
  RichTextBlock: shape({ inlines }, ofElements),
  Container: shape({ items: elements }, ofContainers),
  ColumnSet: shape({ columns }, ofContainers),
  ActionSet: shape({ actions: list(action, { max: limits.actionsInARow }) }, ofElements),
  'Input.Text': shape(
    { id: inputId, label: text },
    {
      ...ofElements,
      placeholder: text,
      maxLength: count,
      isRequired: flag,
      errorMessage: text,
      isMultiline: flag,
      value: foreignText,
    },
  ),
}));
const elements = list(element);

/** The client writes inputs into the data of the press, over what is there. */
const inputId = all(
  text,
  that((value) => value !== 'command' && value !== 'words' && value !== 'rev', 'an id that leaves the command alone'),
);

const forTeams = shape(
  {},
  {
    width: oneOf('full'),
    entities: list(shape({ type: oneOf('mention'), text, mentioned: shape({ id: text, name: text }) })),
  },
);

/** `fallbackText`: all that a client shows for whom the version is too high. */
export const card: Check = byType(() => ({
  AdaptiveCard: shape(
    { version: oneOf('1.5'), body: elements, fallbackText: text },
    { $schema: schemaUrl, actions, selectAction, msteams: forTeams, lang: text, speak: text },
  ),
}));
const schemaUrl = oneOf('http://adaptivecards.io/schemas/adaptive-card.json');

const unfoldedCard: Check = byType(() => ({
  AdaptiveCard: shape({ body: elements }, { version: oneOf('1.5'), $schema: schemaUrl, actions }),
}));
