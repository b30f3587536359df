import { describe, expect, test } from '@jest/globals';
import { outcome, traits, verdict } from '../../src/cards/finding.ts';
import { hasDetection, isWithoutVerdict, levelOf, levels } from '../../src/triage/found-file.ts';
import { found } from './views.ts';

/** A file of this type and name, with what the evidence says. */
function of(determinationType: string | undefined, determinationValue?: string, ...detectionStatuses: string[]) {
  return found({ detectionStatuses }, { determinationType, determinationValue });
}

describe('the level', () => {
  test('has the worst first', () => {
    expect(levels).toEqual(['malware', 'named', 'unwanted', 'detected', 'none', 'clean']);
  });

  test.each([
    ['malware', of('Malware', 'Trojan:Win32/X')],
    ['malware', of('malware')],
    ['unwanted', of('Pua', 'PUA:Win32/X', 'Detected')],
    ['clean', of('Clean', 'something', 'Detected')],
    ['named', of('Unknown', 'HackTool:MSIL/AutoKms')],
    ['named', of(undefined, 'HackTool:MSIL/AutoKms')],
    ['named', of('constructor', 'X')],
    ['detected', of('Unknown', undefined, 'Detected')],
    ['detected', of(undefined, undefined, 'Somewhere', 'remediated')],
    ['detected', of(undefined, undefined, 'Blocked')],
    ['detected', of(undefined, undefined, 'Prevented')],
    ['none', of('Unknown')],
    ['none', of('toString')],
    ['none', of(undefined, undefined, 'Running', 'NotFound')],
  ] as const)('is %s', (level, file) => {
    expect(levelOf(file)).toBe(level);
    expect(hasDetection(file)).toBe(level !== 'none' && level !== 'clean');
  });
});

describe('the verdict', () => {
  test.each([
    ['clean, says Defender', of('Clean')],
    ['clean, says Defender', of('CLEAN', 'whatever')],
    ['no verdict', of(undefined)],
    ['no verdict', of('Unknown')],
    ['Defender names it HackTool:MSIL/AutoKms (type Unknown)', of('Unknown', 'HackTool:MSIL/AutoKms')],
    ['Defender names it HackTool:MSIL/AutoKms (type Unknown)', of(undefined, 'HackTool:MSIL/AutoKms')],
    ['malware', of('Malware')],
    ['Trojan:Win32/X (malware)', of('Malware', 'Trojan:Win32/X')],
    ['PUA:Win32/X (potentially unwanted)', of('Pua', 'PUA:Win32/X')],
    ['type Suspicious', of('Suspicious')],
    ['X (type constructor)', of('constructor', 'X')],
    ['type __proto__', of('__proto__')],
    ['type a⟨U+202E⟩b', of('a\u202Eb')],
  ])('is %j', (words, file) => {
    expect(verdict(file)).toBe(words);
  });

  test.each(['Unknown', undefined, 'Pua', 'Malware', 'Suspicious', 'NotClean', 'Cleaned', 'clean '])(
    'of type %j is never called clean',
    (type) => {
      expect(verdict(of(type))).not.toMatch(/clean, says/);
      expect(levelOf(of(type))).not.toBe('clean');
    },
  );

  test.each([
    [true, of(undefined)],
    [true, of('unknown', undefined, 'Detected')],
    [false, of('Suspicious')],
    [false, of('Unknown', 'X')],
    [false, of('Clean')],
  ])('is missing: %s', (isMissing, file) => {
    expect(isWithoutVerdict(file)).toBe(isMissing);
  });
});

describe('the outcome', () => {
  test.each<[string | undefined, readonly string[]]>([
    [undefined, []],
    ['prevented', ['Prevented']],
    ['blocked', ['BLOCKED']],
    ['detected, no block reported', ['Detected']],
    ['detected, no block reported and elsewhere prevented', ['Detected', 'Prevented']],
    ['prevented', ['Prevented', 'prevented']],
    ['status Running', ['Running']],
    ['status constructor', ['constructor']],
    ['prevented and elsewhere status A and elsewhere status B and 2 more', ['Prevented', 'A', 'B', 'C', 'D']],
  ])('is %j', (words, statuses) => {
    expect(outcome(of(undefined, undefined, ...statuses))).toBe(words);
  });
});

describe('the traits', () => {
  /** With ordinary spaces. */
  const told = (...args: Parameters<typeof traits>) => traits(...args).replaceAll('\u00A0', ' ');

  test('are prevalence here and globally, signature, size and age', () => {
    expect(told(found(), 3)).toBe(
      'on 3 devices here · prevalence 437 (global) · signature not verified · 723 KB · first seen 2015-11-01',
    );
    expect(told(found({}, { globalPrevalence: 705_012 }), 1)).toContain(
      'on 1 device here · prevalence 705,012 (global)',
    );
  });

  test('do not break within a short part', () => {
    expect(traits(found(), 3)).toContain('on\u00A03\u00A0devices\u00A0here · prevalence');
  });

  test.each([
    ['signature not verified', { isValidCertificate: false, signer: 'Evil Corp', publisher: 'Evil Corp' }],
    ['signed', { isValidCertificate: true }],
    ['signed by Contoso', { isValidCertificate: true, signer: 'Contoso' }],
    ['publisher Contoso', { isValidCertificate: undefined, publisher: 'Contoso' }],
    ['', { isValidCertificate: undefined }],
    ['', { isValidCertificate: undefined, signer: 'Contoso' }],
  ])('say of the signature: %j', (words, parts) => {
    const nothing = { globalPrevalence: undefined, size: undefined, globalFirstObserved: undefined };

    expect(told(found({}, { ...nothing, ...parts }))).toBe(words);
  });
});
