import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shownText } from '../../src/terminal-sequences.ts';
import { createMasker } from '../../src/secrets/masker.ts';
import { made, maskedOf, secretsOf, textOf } from './cases/case.ts';
import { everyPositive } from './cases/every-case.ts';
import { negatives } from './cases/negatives.ts';

function masked(bytes: Uint8Array, cuts: readonly number[] = []): Buffer {
  const masker = createMasker();
  const borders = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  const pieces = borders.slice(1).map((border, i) => Buffer.from(masker.push(bytes.subarray(borders[i], border))));
  return Buffer.concat([...pieces, masker.end()]);
}

const text = (content: string): string => masked(Buffer.from(content)).toString();
const breaks = fc.constantFrom('\n', '\r\n', '\r');
const aLine = fc.oneof(
  fc.constantFrom(...everyPositive.map(textOf)),
  fc.constantFrom(...negatives),
  fc.string({ unit: 'binary', maxLength: 60 }),
);
const aTranscript = fc
  .array(fc.tuple(aLine, breaks), { maxLength: 12 })
  .map((lines) => Buffer.from(lines.map((parts) => parts.join('')).join('')));

test('what comes out does not depend on how the bytes were cut', () => {
  fc.assert(
    fc.property(aTranscript, fc.array(fc.nat(2_000), { maxLength: 12 }), (bytes, cuts) => {
      const borders = cuts.filter((cut) => cut <= bytes.length);

      expect(masked(bytes, borders).toString('latin1')).toBe(masked(bytes).toString('latin1'));
    }),
  );
});

test('nor when they come one by one', () => {
  const bytes = Buffer.from(everyPositive.map(textOf).join('\r\n'));

  expect(masked(bytes, [...bytes.keys()]).toString()).toBe(everyPositive.map(maskedOf).join('\r\n'));
});

test('masking twice changes nothing', () => {
  fc.assert(
    fc.property(aTranscript, (bytes) => {
      const once = masked(bytes);

      expect(masked(once).toString('latin1')).toBe(once.toString('latin1'));
    }),
  );
});

describe('terminal sequences in a line', () => {
  const sequences = [
    '\x1B[1;31m',
    '\x9B0m',
    `\x1B[${'1;'.repeat(40)}m`,
    '\x1B]0;x\x9C',
    `\x9D${'t'.repeat(3_000)}\x07`,
    '\x1B7',
  ];

  test.each([
    ['pass\x9B0mword=Hunter2!!', 'password=[password masked]'],
    ['ghp_abcdefghijklmnopqrst\x9B0muvwxyz0123456789', '[GitHub token ghp_…6789 masked]'],
    ['AKIAIOSF\x1B]0;t\x9CODNN7ABCDEFG', '[AWS access key AKIA…DEFG masked]'],
    [`AKIAIOSF\x1B[${'1;'.repeat(40)}mODNN7ABCDEFG`, '[AWS access key AKIA…DEFG masked]'],
    [`AKIAIOSF\x1B]0;${'t'.repeat(3_000)}\x07ODNN7ABCDEFG`, '[AWS access key AKIA…DEFG masked]'],
  ])('put no secret together: %.40j', (line, shown) => {
    expect(shownText(text(`${line}\n`)).text).toBe(`${shown}\n`);
  });

  test('hide none of every kind, wherever they stand', () => {
    const cuts = fc.array(fc.tuple(fc.nat(200), fc.constantFrom(...sequences)), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(fc.constantFrom(...everyPositive), cuts, (positive, places) => {
        const line = places.reduce(
          (all, [at, sequence]) => all.slice(0, at) + sequence + all.slice(at),
          textOf(positive),
        );
        fc.pre(shownText(line).text === textOf(positive));

        const { text: shown } = shownText(text(line));

        expect(secretsOf(positive).filter((secret) => shown.includes(secret))).toEqual([]);
      }),
    );
  });

  test('leave nothing that is one once they are gone', () => {
    const bits = fc.oneof(
      fc.constantFrom('\x1B[', '\x1B]', '\x9B', '\x9C', '\x9D', '\x07', '\x1B', ' ', 'é', ...sequences),
      fc.constantFrom('pass', 'word=Hunter2 ', 'ghp_', made(18), 'AKIAIOSF', 'ODNN7ABCDEFG', ' '),
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 12 }), (parts) => {
        const once = text(parts.join(''));
        const { text: shown } = shownText(once);

        expect(text(once)).toBe(once);
        expect(text(shown)).toBe(shown);
      }),
      { numRuns: 500 },
    );
  });

  test('hide none of their own, which raw output shows', () => {
    expect(text('a \x1B]0;mysql -p password=Hunter2 \x07 b')).toBe(
      'a \x1B]0;mysql -p password=[password masked] \x07 b',
    );
  });

  /** A mask makes a title of what was none, and so brings the halves of a token together, so many times. */
  function nested(depth: number): string {
    if (depth === 0) return 'password=a\x9Bé ';
    return `ghp_${made(18)}\x1B]${depth};${nested(depth - 1)}\x07${made(18)} `;
  }

  test('that only a mask makes hide none either', () => {
    expect(text(nested(1))).toMatch(/^\[GitHub token \S+ masked\] $/);
    expect(text(nested(3))).toMatch(/^\[GitHub token \S+ masked\] $/);
  });

  test('take the whole line with them where there is no end of that', () => {
    expect(text(`${nested(12)}\nnext`)).toBe('[secret masked]\nnext');
  });

  test('at the border of what is looked at in a long line hide none', () => {
    const filler = 'lorem,ipsum/dolor.'.repeat(8_000);
    for (const at of [57_340, 57_342, 57_344, 57_346])
      expect(text(`${filler.slice(0, at)} \x1B[31mghp_${made(36)} ${filler}`).includes(made(36))).toBe(false);
  });
});

test('secrets side by side on one line are masked once and for all', () => {
  const parts = fc.array(fc.constantFrom(...everyPositive.map(textOf)), { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(parts, fc.constantFrom(' ', ' ; ', ' | ', ', ', '\t'), (texts, between) => {
      const once = text(texts.join(between));

      expect(text(once)).toBe(once);
    }),
    { numRuns: 500 },
  );
});

test('lines stay lines', () => {
  fc.assert(
    fc.property(aTranscript, (bytes) => {
      const lines = (all: Buffer): number => all.toString('latin1').split(/\r\n|\r|\n/).length;

      expect(lines(masked(bytes))).toBe(lines(bytes));
    }),
  );
});

test('bytes that are no text pass as they came', () => {
  const bytes = Buffer.from([...Array.from({ length: 256 }, (_, i) => i), 0xc3, 0x0a, 0xff, 0xfe]);

  expect(masked(bytes)).toEqual(bytes);
});

test('a chunk without secrets that ends with a line is not copied', () => {
  const chunk = Buffer.from('one\ntwo\n');

  const out = createMasker().push(chunk);

  expect(out.buffer).toBe(chunk.buffer);
  expect(Buffer.from(out).toString()).toBe('one\ntwo\n');
});

describe('a line without an end', () => {
  const filler = 'lorem,ipsum/dolor.'.repeat(8_000); // 144,000 characters, more than two windows
  const short = everyPositive.filter((positive) => textOf(positive).length < 900);

  test.each(short.map((positive) => [positive.marked, positive] as const))(
    'hides %s wherever it stands',
    (_, positive) => {
      for (const at of [57_330, 65_510, 122_860]) {
        const out = text(`${filler.slice(0, at)} ${textOf(positive)} ${filler.slice(at)}`);

        expect(secretsOf(positive).filter((secret) => out.includes(secret))).toEqual([]);
        expect(out.startsWith(filler.slice(0, at))).toBe(true);
      }
    },
  );

  test('comes out the same however it was cut', () => {
    const line = everyPositive.map((positive) => `${filler.slice(0, 20_000)} ${textOf(positive)}`).join(' ');
    const bytes = Buffer.from(line);
    const whole = masked(Buffer.concat([bytes, Buffer.from('\n')]));

    expect(Buffer.concat([masked(bytes), Buffer.from('\n')]).equals(whole)).toBe(true);
    for (const step of [1_000, 4_096, 65_535, 65_536, 65_537])
      expect(
        masked(
          bytes,
          Array.from({ length: Math.floor(bytes.length / step) }, (_, i) => (i + 1) * step),
        ).equals(whole.subarray(0, -1)),
      ).toBe(true);
  });

  test('is held up to one window', () => {
    const masker = createMasker();

    const out = masker.push(Buffer.from('a'.repeat(1_000_000)));

    expect(1_000_000 - out.length).toBeLessThanOrEqual(65_536);
  });

  test('that is one secret goes to its last character', () => {
    expect(text(`password=${made(300_000)} next`).slice(0, 60)).toBe('password=[password masked] next');
    expect(text(`token ghp_${made(300_000)} next`).slice(0, 60)).toBe('token [GitHub token ghp_…1yZ4 masked] next');
  });
});

describe('it counts', () => {
  test('by kind and names the lines, each once', () => {
    const masker = createMasker();
    masker.push(Buffer.from('a\r\npassword=x1\r\n\r\nb\rsig=' + made(30)));
    masker.push(Buffer.from('\npassword=x2 password=x3\n'));
    masker.end();

    expect(masker.found()).toEqual({
      masked: 4,
      kinds: [
        { kind: 'password', count: 3, lines: [2, 6] },
        { kind: 'SAS signature', count: 1, lines: [5] },
      ],
    });
  });

  test('a line break that comes in two parts as one', () => {
    const masker = createMasker();
    for (const part of ['a\r', '\nb\r', '\n', 'password=x1\r\n']) masker.push(Buffer.from(part));

    expect(masker.found().kinds).toEqual([{ kind: 'password', count: 1, lines: [3] }]);
  });

  test('all, and names the first three lines of a kind', () => {
    const masker = createMasker();
    masker.push(Buffer.from('password=x1\n'.repeat(1_000)));

    expect(masker.found()).toEqual({ masked: 1_000, kinds: [{ kind: 'password', count: 1_000, lines: [1, 2, 3] }] });
  });
});
