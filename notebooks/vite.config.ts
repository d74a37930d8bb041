/**
 * Builds the notebooks into `site/`, or serves them while they are written (`npm run notebooks`). The result is static,
 * asks nothing of any other host, and needs only an HTTP server, since browsers load no modules from files.
 */
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { config, observable } from '@observablehq/notebook-kit/vite';
import { type Alias, defineConfig } from 'vite';
import { BUNDLED, offlineStdlib } from './offline-stdlib.js';

const here = dirname(fileURLToPath(import.meta.url));
const project = dirname(here);

const kit = config();
// The kit has an alias for imports from a CDN, by an option that Vite is about to drop. These notebooks have no such
// imports, and are better off with an error than with a page that needs the network.
const aliases = (kit.resolve?.alias ?? []) as readonly Alias[];
const alias = aliases.filter((entry) => entry.customResolver === undefined);

export default defineConfig({
  ...kit,
  resolve: { alias },
  root: here,
  publicDir: false,
  plugins: [offlineStdlib(), observable({ template: join(here, 'page/template.html') })],
  worker: { format: 'es' },
  server: { fs: { allow: [project] } },
  optimizeDeps: {
    exclude: ['observable:runtime', '@observablehq/notebook-kit'],
    include: [...BUNDLED, 'yaml', 'zod', 'seedrandom/lib/alea.js'],
  },
  build: {
    outDir: join(project, 'site'),
    emptyOutDir: true,
    rollupOptions: {
      input: readdirSync(here)
        .filter((name) => name.endsWith('.html'))
        .map((name) => join(here, name)),
    },
  },
});
