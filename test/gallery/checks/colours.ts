/** Nothing is said by colour alone: where there is one, words say the same. */

import { partsOf, type Part } from '../../support/card-read.ts';

/** A name as Defender gives it to a threat: type, platform, family. Source: learn.microsoft.com/unified-secops/malware-naming */
const threat = String.raw`\b[A-Z]\w+:[A-Z]\w+\/\w`;

/** What each colour says, in the words that a card says it with. */
const said: Readonly<Record<string, RegExp>> = {
  attention: new RegExp(
    [
      ...[threat, 'malware', 'detected', 'prevented', 'blocked', 'quarantined', 'detection', 'High', 'Critical'],
      ...[
        'error',
        String.raw`(?:^|\s)e\d+\s`,
        'fail',
        'missing',
        'did not',
        'does not',
        'not reported',
        'timed out',
        'cancelled',
        'waiting',
        'running',
      ],
      ...[
        'no such',
        'went wrong',
        'refused',
        'used up',
        'made no sense',
        'this app has',
        'reports',
        'took too long',
        'may be',
        'exit code',
        'no devices',
        'stale',
      ],
    ].join('|'),
    'i',
  ),
  warning: /unwanted|detected|Medium|not known|in part|not needed/i,
  good: /clean|works/i,
  accent: / ›$/,
};

export function colours(card: object): readonly string[] {
  return [...partsOf(card)].flatMap((part) => {
    const { type, style, color, inlines } = part;
    const runs = (Array.isArray(inlines) ? inlines : []) as readonly Part[]; // RichTextBlock.inlines, checked by card-shape
    const used = type === 'Container' ? [style] : type === 'TextBlock' ? [color] : runs.map((run) => run['color']);
    const words = [...partsOf(part)].map(({ text }) => (typeof text === 'string' ? text : '')).join(' ');
    return [...new Set(used)].flatMap((one) => {
      const sign = typeof one === 'string' ? said[one.toLowerCase()] : undefined;
      return sign === undefined || sign.test(words) ? [] : [`says by ${String(one)} alone: ${words.slice(0, 90)}`];
    });
  });
}
