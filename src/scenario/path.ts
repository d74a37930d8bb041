/**
 * Paths into a scenario, as `compare` and `--vary` write them: keys joined by dots, list items as
 * `[index]` or `[name]`, a key that holds a dot or a bracket in quotes: `images."python:3.12".layers[0].size`.
 */
export type Step = string | number;
export type Path = readonly Step[];

/** A step of a written path: a key, or a list item by its index or its name. */
export type WrittenStep =
  { readonly kind: 'key'; readonly key: string } | { readonly kind: 'item'; readonly item: string };

const STEP = /\s*(?:"([^"]*)"|'([^']*)'|\[\s*([^\][]*?)\s*\]|([^.[\]"'\s]+))\s*(\.?)/y;

/** Takes a written path apart, or null where it is no path. */
export function parsePath(text: string): readonly WrittenStep[] | null {
  const steps: WrittenStep[] = [];
  STEP.lastIndex = 0;
  let end = 0;
  let dotted = true;
  while (end < text.length) {
    const match = STEP.exec(text);
    if (match === null) return null;
    const [, double, single, item, plain, dot] = match;
    const key = double ?? single ?? plain;
    // A key follows a dot; an item follows what it is an item of.
    if (key === undefined ? dotted : !dotted) return null;
    steps.push(key === undefined ? { kind: 'item', item: item ?? '' } : { kind: 'key', key });
    dotted = dot === '.';
    end = STEP.lastIndex;
  }
  return dotted ? null : steps;
}

/** A path as people write it; '' for the whole. */
export function formatPath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === 'number') return `[${step}]`;
      const key = /^[^.[\]"'\s]+$/.test(step) ? step : `"${step}"`;
      return index === 0 ? key : `.${key}`;
    })
    .join('');
}

/** Whether `path` is `prefix` or leads on from it. */
export function startsWith(path: Path, prefix: Path): boolean {
  return prefix.length <= path.length && prefix.every((step, index) => step === path[index]);
}
