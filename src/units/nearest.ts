/**
 * "Did you mean …": the candidate nearest to a mistyped word.
 * Distance: optimal string alignment (Damerau 1964): insert, delete, replace, or swap two neighbours, each 1.
 * Case is ignored, as wrong case is the commonest slip of all.
 */

/** The number of edits between two words. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) edits = Math.min(edits, at(beforeLast, j - 2) + 1);
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Infinity;
}

/**
 * The candidate nearest to `word`, or undefined where none is near enough to be what was meant: at most one
 * edit for each three letters of the longer word, and at least one. The first of equals wins.
 */
export function nearestName(word: string, candidates: Iterable<string>): string | undefined {
  const lower = word.toLowerCase();
  let nearest: string | undefined;
  let fewest = Infinity;
  for (const candidate of candidates) {
    const allowed = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3));
    if (Math.abs(word.length - candidate.length) > allowed) continue;
    const edits = editDistance(lower, candidate.toLowerCase());
    // A short word made of nothing but edits is not a slip.
    if (edits > allowed || edits >= candidate.length || edits >= fewest) continue;
    nearest = candidate;
    fewest = edits;
  }
  return nearest;
}
