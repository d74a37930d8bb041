/** What a page loads when it uses the core. */
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleCore, loadedAtOnce } from './bundle-core.js';

type Chunk = Awaited<ReturnType<typeof bundleCore>>[number];

/** A core that grows past this should be asked why. */
const MOST_KILOBYTES = 1200;

/** A busy machine may take long to bundle. */
const PATIENCE_MS = 120_000;

describe('the core bundled for a browser', () => {
  let chunks: readonly Chunk[];
  let atOnce: readonly Chunk[];
  const modulesOf = (list: readonly Chunk[]): readonly string[] =>
    list.flatMap(({ moduleIds }) => [...moduleIds]);

  beforeAll(async () => {
    chunks = await bundleCore('es');
    atOnce = loadedAtOnce(chunks);
  }, PATIENCE_MS);

  it('imports nothing of Node and nothing from elsewhere', () => {
    const names = new Set(chunks.map(({ fileName }) => fileName));
    const imported = chunks.flatMap(({ imports, dynamicImports }) => [...imports, ...dynamicImports]);
    expect(imported.filter((name) => !names.has(name))).toEqual([]);
    for (const { code } of chunks) expect(code).not.toMatch(/(from|import|require)\s*\(?\s*["'`]node:/);
  });

  it('holds the simulation', () => {
    expect(modulesOf(atOnce).some((id) => id.endsWith('src/model/world.ts'))).toBe(true);
  });

  it.each(['images-archive', 'images-microsoft', 'instance-types-uncommon'])(
    'loads %s of the catalogue on demand only',
    (name) => {
      expect(modulesOf(atOnce).filter((id) => id.includes(name))).toEqual([]);
      expect(modulesOf(chunks).some((id) => id.includes(name))).toBe(true);
    },
  );

  it('leaves out the floors that touch the machine, the charts, and what they need', () => {
    const unwanted =
      /\/src\/(node|cli|report\/charts)\/|node_modules\/(jsdom|piscina|commander|cli-table3|@observablehq)\//;
    expect(modulesOf(chunks).filter((id) => unwanted.test(id))).toEqual([]);
  });

  it('is small enough to load with a page', () => {
    const code = atOnce.map((chunk) => chunk.code).join('');
    const kilobytes = Buffer.byteLength(code) / 1000;
    const zipped = gzipSync(code).length / 1000;
    process.stdout.write(
      `core in a browser: ${kilobytes.toFixed(0)} kB, ${zipped.toFixed(0)} kB compressed\n`,
    );
    expect(kilobytes).toBeLessThan(MOST_KILOBYTES);
  });
});
