/** Who wins along a path, as stretches: neighbours with the same winner are one. */

/** Points from `first` to `last`, by their places, at which the same alternative wins. */
export interface Stretch {
  readonly first: number;
  readonly last: number;
  /** Place of the winner; null where no difference was found. */
  readonly wins: number | null;
}

/** The stretches of the winners at some points in a row; points without an answer are passed over. */
export function stretchesOf(winners: readonly (number | null | undefined)[]): readonly Stretch[] {
  const stretches: Stretch[] = [];
  winners.forEach((wins, place) => {
    if (wins === undefined) return;
    const before = stretches.at(-1);
    if (before?.wins === wins) stretches[stretches.length - 1] = { ...before, last: place };
    else stretches.push({ first: place, last: place, wins });
  });
  return stretches;
}
