/**
 * A Vite plugin by which tests import the cells of a notebook: `import cells from '….html?cells'` is the list of its
 * cells as the notebook runtime defines them. Cells keep their relative imports, which resolve from the notebook.
 */
import { readFileSync } from 'node:fs';
import { type Cell, deserialize, transpile } from '@observablehq/notebook-kit';
import { JSDOM } from 'jsdom';
import type { Plugin } from 'vite';

const QUERY = '?cells';

export function notebookCells(): Plugin {
  return {
    name: 'notebook-cells',
    enforce: 'pre',
    load(id) {
      if (!id.endsWith(`.html${QUERY}`)) return null;
      const html = readFileSync(id.slice(0, -QUERY.length), 'utf8');
      const { cells } = deserialize(html, { parser: new new JSDOM().window.DOMParser() });
      return { code: `export default [${cells.map(definition).join(',\n')}];`, map: null };
    },
  };
}

/** A cell as source text: its body is a function, the rest is plain. */
function definition(cell: Cell): string {
  const { body, ...rest } = transpile(cell, { resolveFiles: true });
  const { inputs, outputs, output, autodisplay, autoview, automutable } = rest;
  const display = cell.mode === 'js' || cell.mode === 'ts';
  const plain = { id: cell.id, inputs, outputs, output, autodisplay, autoview, automutable, display };
  return `{ ...${JSON.stringify(plain)}, body: ${body} }`;
}
