/** Texts that attackers would choose: each must be shown, and none may take effect. */

export interface HostileName {
  readonly seed: string;
  readonly name: string;
  readonly path: string;
}

const temp = 'C:\\Users\\j.doe\\AppData\\Local\\Temp';

/** `path`: the folder. */
export const hostileNames: readonly HostileName[] = [
  { seed: 'bidi override', name: 'invoice\u202Efdp.exe', path: temp },
  { seed: 'markdown link', name: '[click](http://evil.example).exe', path: temp },
  { seed: 'mention', name: '<at>Everyone</at>.exe', path: temp },
  { seed: 'zero width', name: 'svc\u200Bhost\u200D.exe', path: 'C:\\Windows\\Sys\u2060tem32' },
  { seed: 'very long', name: `${'update-'.repeat(56)}final.exe`, path: temp },
  { seed: 'line break', name: 'report.pdf\n\n**Approved by IT**\n.exe', path: temp },
  { seed: 'markup', name: '"><img src=x onerror=alert(1)>.hta', path: `${temp}\\\${title}` },
];

const escape = '\u001B';

/** What a hostile script prints. */
export const hostileOutput = [
  `${escape}[31mERROR${escape}[0m ${escape}]8;;http://evil.example/\u0007click here${escape}]8;;\u0007`,
  `${escape}[2J${escape}[H${escape}[8mhidden text${escape}[0m`,
  'progress 10%\rprogress 100%\rdone\u0008\u0008\u0008gone',
  'user \u202Enimda\u202C logged on, \u2066isolated\u2069, zero\u200Bwidth',
  '[Reset your password](http://evil.example/reset?token=1) ![x](http://evil.example/pixel.png)',
  '<at>Everyone</at> <at id="0">SOC Lead</at> @here',
  '<script>alert(1)</script> <img src="http://evil.example/a.png"> &lt;b&gt;bold&lt;/b&gt; &#x202E;',
  '{{DATE(2026-11-24T12:00:00Z, SHORT)}} ${title} ${$root}',
  'beacon to http://evil.example/gate.php and https://198.51.100.66:8443/x, mail drop@evil.example',
  '\\\\198.51.100.66\\share\\payload.dll loaded; ms-settings:network; file:///C:/Windows/win.ini',
  '```\n# heading\n> quote\n| a | b |\n|---|---|\n```',
  `long line: ${'A'.repeat(4000)}`,
  'combining: Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324\u031E\u0349\u035A\u032F\u031E\u0320\u034DA',
  'lone surrogate: \uD83D end, tag characters: \u{E0041}\u{E0042}, noncharacter: \uFFFE',
  'password=Invented-Passw0rd AKIAIOSFODNN7EXAMPLE',
].join('\n');
