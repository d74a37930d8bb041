/** Notebooks as `cells-plugin.ts` loads them. */
declare module '*.html?cells' {
  import type { Definition } from '@observablehq/notebook-kit/runtime';
  const cells: readonly Definition[];
  export default cells;
}
