/** `PATH=a,b,c` → its path and its values. Values are split at commas outside brackets and quotes. */

export interface VaryText {
  /** '' where there is none. */
  readonly written: string;
  /** None where nothing follows the path. */
  readonly values: readonly string[];
}

/** Takes a text of `--vary` apart; whether path and values mean something is for others to say. */
export function splitVary(text: string): VaryText {
  const equals = splitOutside(text, '=')[0]?.length ?? 0;
  const written = text.slice(0, equals).trim();
  if (equals === text.length) return { written, values: [] };
  return { written, values: splitList(text.slice(equals + 1)) };
}

/** Values between commas. */
export function splitList(text: string): readonly string[] {
  return splitOutside(text, ',').map((piece) => piece.trim());
}

/** Splits at a separator outside brackets and quotes. */
function splitOutside(text: string, separator: ',' | '='): readonly string[] {
  const pieces: string[] = [];
  let depth = 0;
  let quote = '';
  let piece = '';
  for (const letter of text) {
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '"' || letter === "'") quote = letter;
    else if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter)) depth--;
    else if (letter === separator && depth === 0) {
      pieces.push(piece);
      piece = '';
      continue;
    }
    piece += letter;
  }
  return [...pieces, piece];
}
