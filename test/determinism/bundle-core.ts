/** The browser-safe core as a page gets it: `src/index.ts` and all that it needs, bundled. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Rolldown, build } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/**
 * Bundles the core: `es` in modules, what loads on demand apart; `iife` in one script that sets the global `pullcast`.
 * The entry comes first.
 */
export async function bundleCore(format: 'es' | 'iife'): Promise<readonly Rolldown.OutputChunk[]> {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      minify: true,
      lib: { entry: join(root, 'src/index.ts'), name: 'pullcast', formats: [format], fileName: 'core' },
    },
  });
  const [bundle] = built as Rolldown.RolldownOutput[];
  const chunks = bundle?.output.filter((output) => output.type === 'chunk') ?? [];
  return [...chunks].sort((a, b) => Number(b.isEntry) - Number(a.isEntry));
}

/** All chunks that load together with the entry. */
export function loadedAtOnce(chunks: readonly Rolldown.OutputChunk[]): readonly Rolldown.OutputChunk[] {
  const names = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  for (const name of names)
    for (const next of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) names.add(next);
  return chunks.filter(({ fileName }) => names.has(fileName));
}
