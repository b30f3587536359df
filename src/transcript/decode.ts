/** The body of a RunScript result → a transcript. Never fails on content: the worst case is the raw text, and it is said. */

import { maskText } from '../secrets/mask-text.ts';
import { mendJson } from './mend-json.ts';
import type { DecodeStep, Digest, Transcript } from './model.ts';
import { decodeText } from './text.ts';

/** Source: learn.microsoft.com/defender-endpoint/api/get-live-response-result; `script_error` in older copies. */
interface Fields {
  readonly scriptName: string | undefined;
  readonly exitCode: number | undefined;
  readonly output: string;
  readonly errors: string | undefined;
}

export function decodeTranscript(
  bytes: Uint8Array,
  wire: { readonly raw: Digest; readonly content: Digest; readonly steps: readonly DecodeStep[] },
): Transcript {
  const { text, steps } = decodeText(bytes);
  const { fields, step } = fieldsIn(text);
  const cleaned = clean(fields.output);
  const errors = clean(fields.errors ?? '');
  const isCut = wire.steps.some(({ kind }) => kind === 'cut'); // then it is no wonder that the JSON has no end
  return {
    scriptName: fields.scriptName,
    exitCode: fields.exitCode,
    output: cleaned.lines,
    errors: errors.lines,
    areErrorsKnown: fields.errors !== undefined,
    steps: [...wire.steps, ...steps, ...(isCut ? [] : step), ...merged([...cleaned.steps, ...errors.steps])],
    raw: wire.raw,
    content: wire.content,
  };
}

function fieldsIn(text: string): { readonly fields: Fields; readonly step: readonly DecodeStep[] } {
  const strict = parsed(text);
  if (strict !== undefined) return { fields: strict, step: [] };
  const mended = parsed(mendJson(text));
  if (mended !== undefined) return { fields: mended, step: [{ kind: 'mendedJson' }] };
  const raw = { scriptName: undefined, exitCode: undefined, output: text, errors: undefined };
  return { fields: raw, step: text.trim() === '' ? [] : [{ kind: 'notJson' }] };
}

const errorMarks = ['script_errors', 'script_error'];
/** One of these makes an object a transcript. */
const marks = ['script_output', 'exit_code', ...errorMarks];

/** `undefined`: not the JSON of a transcript. */
function parsed(text: string): Fields | undefined {
  try {
    return fieldsOf(JSON.parse(text));
  } catch {
    return undefined; // no JSON, or nested too deeply to be written out again
  }
}

function fieldsOf(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const fields = new Map<string, unknown>(Object.entries(value));
  if (!marks.some((mark) => fields.has(mark))) return undefined;
  const exitCode = fields.get('exit_code');
  const scriptName = fields.get('script_name');
  return {
    scriptName: typeof scriptName === 'string' ? scriptName : undefined,
    exitCode: Number.isSafeInteger(exitCode) ? Number(exitCode) : undefined,
    output: textOf(fields.get('script_output')),
    errors: errorMarks.some((mark) => fields.has(mark))
      ? textOf(fields.get('script_errors') ?? fields.get('script_error'))
      : undefined,
  };
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined || value === null ? '' : JSON.stringify(value);
}

/** Source: the transcript's header as printed at learn.microsoft.com/defender-endpoint/api/get-live-response-result */
const header = /^Transcript started, output file is [^"<>|?*]*\\PSScript_Transcript_[\w{}-]*\.txt\s*$/;

/** CSI, OSC (to BEL or ST) and two-character escapes. Source: ECMA-48 sections 5.3 to 5.6 */
const terminalSequence =
  /(?:\u001B\[|\u009B)[0-?]*[ -/]*[@-~]|(?:\u001B\]|\u009D)[^\u0007\u001B\u009C\u009D\n]*(?:\u0007|\u001B\\|\u009C)|\u001B[ -/]*[0-Z\\^-~]/g;

/** Of output and of errors each. Eight megabytes of bare line breaks would else be eight million lines. */
const maxLines = 500_000;

function clean(text: string): { readonly lines: readonly string[]; readonly steps: readonly DecodeStep[] } {
  const steps: DecodeStep[] = [];
  const counted = (kind: 'nulsRemoved' | 'terminalSequencesRemoved', count: number): void => {
    if (count > 0) steps.push({ kind, count });
  };
  const withoutNuls = text.replaceAll('\0', '');
  counted('nulsRemoved', text.length - withoutNuls.length);
  let sequences = 0;
  const plain = withoutNuls.replace(terminalSequence, () => {
    sequences += 1;
    return '';
  });
  counted('terminalSequencesRemoved', sequences);
  const lines = maskText(plain).text.split(/\r\n|\n|\r/, maxLines + 1);
  if (lines.length > maxLines) {
    lines.pop();
    steps.push({ kind: 'linesCut', lines: maxLines });
  }
  if (lines[0] !== undefined && header.test(lines[0])) {
    lines.shift();
    steps.unshift({ kind: 'headerHidden' });
  }
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop();
  return { lines, steps };
}

/** The same step on output and errors is one step. */
function merged(steps: readonly DecodeStep[]): readonly DecodeStep[] {
  const byKind = new Map<string, DecodeStep>();
  for (const step of steps) {
    const earlier = byKind.get(step.kind);
    const sum =
      earlier !== undefined && 'count' in earlier && 'count' in step
        ? { ...step, count: earlier.count + step.count }
        : step;
    byKind.set(step.kind, sum);
  }
  return [...byKind.values()];
}
