/** `hxxps[:]//evil[.]example` → `https://evil.example`: what was written so that nobody follows it. Lines stay lines. */

const defanged = /\[\.\]|\(\.\)|\{\.\}|[[({]dot[\])}]|\\\.(?=[a-z])|hxxp|\[:\]|\[:\/\/\]|\[@\]|[[(]at[\])]/i;

export function refang(text: string): string {
  if (!defanged.test(text)) return text;
  return text
    .replace(/hxxp(s?)(?=\[?:)/gi, 'http$1')
    .replace(/\[:\/\/\]/g, '://')
    .replace(/\[:\](?=\/\/|\d)/g, ':')
    .replace(/ ?(?:\[\.\]|\(\.\)|\{\.\}|[[({]dot[\])}]) ?(?=\w)/gi, '.')
    .replace(/ ?(?:\[@\]|[[(]at[\])]) ?(?=\w)/gi, '@');
}
