/** The floors of `src/`, and the order of the folders inside `model/`. */
import { type Import, importsOf } from '../imports.js';
import { type Finding, type Rule, type Source, at } from '../source.js';

/** Folder of `src/` → floor. Folders on one floor are strangers to each other. */
export const FLOORS: Readonly<Record<string, number>> = {
  math: 0,
  units: 0,
  stats: 1,
  kernel: 1,
  catalog: 1,
  model: 2,
  scenario: 3,
  experiment: 4,
  report: 5,
  node: 6,
  cli: 7,
};

/** The lowest floor that may touch the machine. */
export const MACHINE_FLOOR = 6;

/** The one staircase between folders of one floor: distributions are read with the portable logarithm. */
const STAIRS: Readonly<Record<string, string>> = { units: 'math' };

/** Folder of `src/model/` → step. `world` is no folder, but the files of `model/` itself that stand above all folders. */
const MODEL_STEPS: Readonly<Record<string, number>> = {
  image: 1,
  policy: 2,
  network: 3,
  lazy: 3.2,
  registry: 3.5,
  host: 4,
  peer: 4.5,
  pull: 5,
  launch: 6,
  agent: 7,
  fleet: 8,
  world: 9,
};

/** The folder of `src/` that a path is in; `''` for a file of `src/` itself; null outside. */
export function folderOf(path: string): string | null {
  if (!path.startsWith('src/')) return null;
  const parts = path.split('/');
  return parts.length > 2 ? (parts[1] ?? '') : '';
}

/** The floor of a path in `src/`. The public list of exports, `src/index.ts`, stands on `report`. */
export function floorOf(path: string): number | null {
  const folder = folderOf(path);
  if (folder === null) return null;
  return folder === '' ? MACHINE_FLOOR - 0.5 : (FLOORS[folder] ?? null);
}

interface ModelPlace {
  readonly folder: string;
  readonly step: number;
}

/**
 * Where each file of `src/model/` stands. A file of `model/` itself is either above all folders, the world
 * and what belongs to it, or below them all, the vocabulary: it is above as soon as it imports a folder
 * (types of policies apart), the world or another file above.
 */
function modelPlaces(sources: readonly Source[]): (path: string) => ModelPlace {
  const above = new Set(['src/model/world.ts']);
  const own = sources
    .filter(({ path }) => path.startsWith('src/model/') && path.split('/').length <= 3)
    .map((source) => ({
      path: source.path,
      targets: importsOf(source).flatMap((found) => found.target ?? []),
    }));
  const climbs = (target: string): boolean =>
    above.has(target) || (/^src\/model\/.+\//.test(target) && target !== POLICY_TYPES);
  for (let before = 0; before < above.size;) {
    before = above.size;
    for (const { path, targets } of own) if (targets.some(climbs)) above.add(path);
  }
  return (path) => {
    const parts = path.split('/');
    if (parts.length <= 3) return above.has(path) ? { folder: 'world', step: 9 } : { folder: '', step: 0 };
    const folder = parts[2] ?? '';
    return { folder, step: MODEL_STEPS[folder] ?? Number.NaN };
  };
}

const POLICY_TYPES = 'src/model/policy/types.ts';

function inSource(
  sources: readonly Source[],
  judge: (source: Source, target: string, found: Import) => string | null,
): readonly Finding[] {
  return sources
    .filter((source) => source.path.startsWith('src/'))
    .flatMap((source) =>
      importsOf(source).flatMap((found) => {
        const message = found.target === null ? null : judge(source, found.target, found);
        return message === null ? [] : [at(source, found.node, message)];
      }),
    );
}

export const floors: Rule = {
  title: 'imports go down only, and folders on one floor are strangers',
  fixture: 'floors',
  check: (sources) => [
    ...sources
      .filter((source) => source.path.startsWith('src/') && floorOf(source.path) === null)
      .map((source) => ({ path: source.path, line: 0, message: `no floor is known for this folder` })),
    ...inSource(sources, (source, target) => {
      const from = floorOf(source.path);
      const to = floorOf(target);
      if (to === null) return `imports ${target}, which is not on a floor`;
      if (from === null || folderOf(source.path) === folderOf(target)) return null;
      if (STAIRS[folderOf(source.path) ?? ''] === folderOf(target)) return null;
      return to < from ? null : `imports ${target}, which is not below it`;
    }),
  ],
};

export const modelOrder: Rule = {
  title: 'inside model/ imports go down from world to image',
  fixture: 'model-order',
  check: (sources) => {
    const place = modelPlaces(sources);
    return inSource(sources, (source, target) => {
      if (folderOf(source.path) !== 'model' || folderOf(target) !== 'model') return null;
      const from = place(source.path);
      const to = place(target);
      if (from.folder === to.folder || to.step < from.step) return null;
      // The vocabulary names types of the policies; types load nothing.
      if (from.folder === '' && target === POLICY_TYPES) return null;
      return `imports ${target}, which is not below it`;
    });
  },
};

export const policyIsPure: Rule = {
  title: 'model/policy imports types, and otherwise only its own folder',
  fixture: 'policy',
  check: (sources) =>
    sources
      .filter((source) => source.path.startsWith('src/model/policy/'))
      .flatMap((source) =>
        importsOf(source)
          .filter((found) => !found.typeOnly && !found.target?.startsWith('src/model/policy/'))
          .map((found) => at(source, found.node, `imports ${found.specifier} for more than its types`)),
      ),
};

export const noCycles: Rule = {
  // Types are erased, so a part may name the type of the whole that it belongs to.
  title: 'no file loads itself by way of others',
  fixture: 'cycles',
  check: (sources) => {
    const edges = new Map(sources.map((source) => [source.path, loadedBy(source)] as const));
    return cyclesOf(edges).map((cycle) => ({
      path: cycle[0] ?? '',
      line: 0,
      message: `loads itself: ${[...cycle, cycle[0]].join(' → ')}`,
    }));
  },
};

function loadedBy(source: Source): readonly string[] {
  return importsOf(source).flatMap((found) => (found.typeOnly || found.lazy ? [] : (found.target ?? [])));
}

/** One cycle for each back edge of a depth-first walk, starting at its alphabetically first file. */
function cyclesOf(edges: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const walk = (path: string, trail: string[]): void => {
    if (done.has(path)) return;
    const start = trail.indexOf(path);
    if (start >= 0) {
      const ring = trail.slice(start);
      const first = ring.indexOf([...ring].sort()[0] ?? '');
      cycles.push([...ring.slice(first), ...ring.slice(0, first)]);
      return;
    }
    for (const next of edges.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) walk(path, []);
  return cycles;
}

export const namedExports: Rule = {
  title: 'a list of exports names each of them',
  fixture: 'named-exports',
  check: (sources) =>
    sources
      .filter((source) => source.path.startsWith('src/') && source.path.endsWith('/index.ts'))
      .flatMap((source) =>
        importsOf(source)
          .filter((found) => /^export\s+(type\s+)?\*/.test(found.node.getText(source.tree)))
          .map((found) => at(source, found.node, `exports everything of ${found.specifier}`)),
      ),
};
