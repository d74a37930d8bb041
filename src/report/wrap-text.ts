/** Text of a terminal, which may hold colour codes: how wide it is, and where its lines break. */

/** Lines are not broken below so many columns: a narrower terminal breaks them by itself. */
const NARROWEST = 40;

/** Text without colour codes. */
export function visible(text: string): string {
  return text.replace(new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g'), '');
}

/** Breaks words at `width`, with `lead` before the first line and as much room before the others. */
export function wrap(lead: string, text: string, width: number): string {
  const indent = visible(lead).length;
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/ (?! )/)) {
    if (line !== '' && indent + line.length + 1 + word.length > Math.max(width, NARROWEST)) {
      lines.push(line.trimEnd());
      line = word.trimStart();
    } else line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  return lines.map((each, index) => (index === 0 ? lead : ' '.repeat(indent)) + each).join('\n');
}
