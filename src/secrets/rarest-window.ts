/** Which four bytes of a literal are worth searching for: those that ordinary output seldom has. */

/** Of each literal four bytes drive the search. */
export const windowBytes = 4;

/** Pairs of letters that listings, logs and prose are full of. */
const commonPairs = new Set(
  `th he in er an re on at en es nd st ti or te ed to it is ar ha ou se al le of nt ro ra ri de io ic ma si co me ca la
  us ce et ec pe em tr fi ch el ut lo om sy ys yt ws do ow wi py rt pr ss il ag ac as ol un ur xe ap ai am ad po ta na`.split(
    /\s+/,
  ),
);
/** Digits, spaces and what stands between them. */
const figures = /^[\d .:-]{2}$/;
const wordBorder = /^(?: [acdfimoprstw]|[desnrty] )$/;

/** Where it begins in the literal. The last pair counts most: where it stands, the search stops to look. */
export function rarestWindow(literal: string): number {
  let [best, leastCost] = [0, Number.POSITIVE_INFINITY];
  for (let offset = 0; offset + windowBytes <= literal.length; offset++) {
    const cost = [1, 2, 8].reduce(
      (sum, weight, i) => sum + weight * commonness(literal.slice(offset + i, offset + i + 2)),
      0,
    );
    if (cost < leastCost) [best, leastCost] = [offset, cost];
  }
  return best;
}

function commonness(pair: string): number {
  if (figures.test(pair)) return 2;
  return commonPairs.has(pair) || wordBorder.test(pair) ? 1 : 0;
}
