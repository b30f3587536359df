/** The words that begin a view of an output. */
const viewWords = ['page', 'from', 'head', 'tail', 'errors', 'raw', 'iocs', 'grep'] as const;

type ViewWord = (typeof viewWords)[number];

/** In any letter case. */
export function viewWordIn(word: string | undefined): ViewWord | undefined {
  return viewWords.find((one) => one === word?.toLowerCase());
}
