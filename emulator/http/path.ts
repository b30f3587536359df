/** Matches a raw path against a template such as `/machineactions/{id}/Get…Link(index={index})`. */

export interface PathTemplate {
  readonly text: string;
  readonly segments: readonly RegExp[];
}

/** Literal text matches in any letter case, as the API's routes do; `{name}` takes what is left of its segment. */
export function pathTemplate(text: string): PathTemplate {
  return { text, segments: text.split('/').map(segmentPattern) };
}

function segmentPattern(segment: string): RegExp {
  const parts = segment.split(/(\{\w+\})/).map((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    return name === undefined ? part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&') : `(?<${name}>[^]+)`;
  });
  return new RegExp(`^${parts.join('')}$`, 'i');
}

/** The decoded segments; `undefined`: the percent-encoding is malformed. */
export function decodePath(path: string): readonly string[] | undefined {
  try {
    return path.split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

/** The values of the template's names; `undefined`: another path. */
export function matchPath(
  { segments }: PathTemplate,
  decoded: readonly string[],
): Readonly<Record<string, string>> | undefined {
  if (decoded.length !== segments.length) return undefined;
  const matches = segments.map((pattern, i) => pattern.exec(decoded[i] ?? ''));
  if (matches.includes(null)) return undefined;
  return Object.fromEntries(matches.flatMap((match) => Object.entries(match?.groups ?? {})));
}
