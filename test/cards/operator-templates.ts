/** As many links of an operator's as each card may have, each as long as it may be. */

import { createOperatorLinks, type LinkTemplate } from '../../src/cards/operator-links.ts';

export const operatorHost = 'links.example';

function longTemplates(placeholder: LinkTemplate['placeholders'][number]): readonly LinkTemplate[] {
  const start = `https://${operatorHost}/{${placeholder}}?`;
  return ['1', '2', '3'].map((digit) => ({
    title: digit.repeat(24),
    url: start.padEnd(500, 'x'),
    placeholders: [placeholder],
  }));
}

export const longOperatorLinks = createOperatorLinks([
  ...longTemplates('sha256'),
  ...longTemplates('deviceName'),
  ...longTemplates('alertId'),
]);
