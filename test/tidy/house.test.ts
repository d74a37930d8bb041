/** The papers of the house tell the truth about it. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FLOORS } from './rules/floors.js';

const root = new URL('../../', import.meta.url).pathname;
const read = (path: string): string => readFileSync(root + path, 'utf8');
const folders = readdirSync(`${root}src`, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

interface Package {
  readonly bin: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, string | { readonly default: string }>>;
  readonly scripts: Readonly<Record<string, string>>;
}
const packaged = JSON.parse(read('package.json')) as Package;

describe('src/README.md', () => {
  it('has a line for every folder, with its floor', () => {
    const map = read('src/README.md').split('\n');
    for (const folder of folders) {
      const line = map.find((text) => text.startsWith(`| \`${folder}/\``));
      expect(line, folder).toBeDefined();
      expect(line?.split('|')[2]?.trim(), folder).toBe(String(FLOORS[folder]));
    }
  });

  it('has no line for a folder that is gone', () => {
    expect(folders.sort()).toEqual(Object.keys(FLOORS).sort());
  });
});

describe('package.json', () => {
  it('exports files that have a source', () => {
    const built = Object.values(packaged.exports).flatMap((entry) =>
      typeof entry === 'string' ? [] : [entry.default],
    );
    for (const path of [...built, ...Object.values(packaged.bin)]) {
      const source = path.replace(/^(\.\/)?dist\//, 'src/').replace(/\.js$/, '.ts');
      expect(existsSync(root + source), source).toBe(true);
    }
  });

  it('starts a scenario that exists', () => {
    const scenario = /run (\S+\.yaml)/.exec(packaged.scripts['start'] ?? '')?.[1] ?? '';
    expect(existsSync(root + scenario), scenario).toBe(true);
  });
});

describe('.ci/run', () => {
  it('does what the README promises for the first minute', () => {
    const ci = read('.ci/run');
    for (const command of ['npm ci', 'npm test', 'npm start']) {
      expect(read('README.md')).toContain(command);
      expect(ci.split('\n')).toContain(command);
    }
  });
});

describe.each([
  ['docs/decisions', '.md'],
  ['scenarios', '.yaml'],
])('%s/README.md', (folder, suffix) => {
  it('lists every file beside it, and no others', () => {
    const files = readdirSync(root + folder).filter((name) => name.endsWith(suffix) && name !== 'README.md');
    const listed = [...read(`${folder}/README.md`).matchAll(/\]\((?:\.\/)?([^)/#]+)\)/g)].map(
      (match) => match[1] ?? '',
    );
    expect([...new Set(listed.filter((name) => name.endsWith(suffix)))].sort()).toEqual(files.sort());
  });
});

describe('links in Markdown', () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    'CHANGELOG.md',
    'src/README.md',
    'docs/decisions/README.md',
    'docs/scenario.md',
  ];

  it.each(pages)('of %s lead to files that exist', (page) => {
    const folder = page.includes('/') ? page.slice(0, page.lastIndexOf('/') + 1) : '';
    const links = [...read(page).matchAll(/\]\(([^)]+)\)/g)].map((match) => match[1] ?? '');
    for (const link of links.filter((target) => !target.startsWith('http')))
      expect(existsSync(root + folder + link.replace(/#.*/, '')), `${page} → ${link}`).toBe(true);
  });
});
