/**
 * A Vite plugin that makes pages of Notebook Kit independent of the network. As published, the kit loads Plot, Inputs,
 * d3 and its other libraries from a CDN when a cell asks for them; here those that the notebooks use come out of
 * node_modules into the build, and the others are an error that says so.
 */
import type { Plugin } from 'vite';

/** Libraries that the notebooks may use; each is a development dependency of this project. */
export const BUNDLED: readonly string[] = ['@observablehq/plot', '@observablehq/inputs', 'd3', 'htl'];

/** Modules of the kit's standard library that would bring large libraries of their own. */
const DROPPED =
  /notebook-kit\/dist\/src\/runtime\/stdlib\/(duckdb|leaflet|mapboxgl|mermaid|tex|dot|vega-lite|xlsx|zip)\.js/;
const CDN = 'https://cdn.jsdelivr.net/npm/';
const CDN_IMPORT =
  /(["'])https:\/\/cdn\.jsdelivr\.net\/npm\/((?:@[^/"']+\/)?[^/@"']+)(?:@[^/"']+)?\/\+esm\1/g;
const VIRTUAL = 'virtual:not-bundled/';

/** Rewrites the CDN imports of the kit, in its text: in development Vite never asks how to resolve an https import. */
export function offlineStdlib(): Plugin {
  return {
    name: 'offline-notebook-stdlib',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(VIRTUAL) ? `\0${id}` : null),
    load(id) {
      if (id.startsWith(`\0${VIRTUAL}`)) return refusal(id.slice(1 + VIRTUAL.length));
      const dropped = DROPPED.exec(id)?.[1];
      return dropped === undefined ? null : refusal(dropped);
    },
    transform(code, id) {
      if (!code.includes(CDN)) return null;
      if (/\.css(\?|$)/.test(id)) return { code: code.replaceAll(CDN, ''), map: null };
      const toPackage = (_: string, quote: string, name: string): string =>
        quote + (BUNDLED.includes(name) ? name : VIRTUAL + name) + quote;
      return { code: code.replace(CDN_IMPORT, toPackage), map: null };
    },
  };
}

function refusal(name: string): string {
  const message = JSON.stringify(`${name} is not bundled with these notebooks`);
  return `export default undefined; throw new Error(${message});`;
}
