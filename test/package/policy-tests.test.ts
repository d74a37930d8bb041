/**
 * The template project for tests of a policy, as a user meets it: the package is packed, unpacked into an empty
 * folder, and the template of the package runs there. No network: what the package depends on is linked.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const room = mkdtempSync(join(tmpdir(), 'pullcast-package-'));
const project = join(room, 'project');
/** One file at a time, a compiler does not see that the package is one of modules. */
const MODULES: ts.CompilerOptions = {
  module: ts.ModuleKind.ES2022,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  sourceMap: false,
  declaration: false,
};
const installed = join(project, 'node_modules', 'pullcast');

/** What the build writes, without its type check, which has tests of its own: it takes most of the time. */
function build(folder: string): void {
  const { compilerOptions } = ts.parseConfigFileTextToJson(
    'tsconfig.json',
    readFileSync(join(root, 'tsconfig.json'), 'utf8'),
  ).config as { compilerOptions: object };
  const { options } = ts.convertCompilerOptionsFromJson(compilerOptions, root);
  for (const source of filesBelow(join(root, 'src'))) {
    const target = join(folder, 'dist', source.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const text = readFileSync(join(root, 'src', source), 'utf8');
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { ...options, ...MODULES },
      fileName: join(root, 'src', source),
    });
    writeFileSync(target, outputText);
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.d.ts'),
  );
}

/** Packs what `files` of package.json names, and unpacks it where npm would install it. */
function install(): void {
  const staging = join(room, 'staging');
  mkdirSync(staging);
  for (const entry of ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'docs', 'scenarios', 'schema'])
    cpSync(join(root, entry), join(staging, entry), { recursive: true });
  build(staging);
  const pack = ['pack', '--ignore-scripts', '--offline', '--silent', '--pack-destination', room];
  execFileSync('npm', pack, { cwd: staging, stdio: 'pipe' });
  const tarball = readdirSync(room).find((name) => name.endsWith('.tgz'))!;
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['xzf', join(room, tarball), '-C', installed, '--strip-components=1']);
  for (const name of readdirSync(join(root, 'node_modules'))) {
    if (name !== 'pullcast' && !name.startsWith('.'))
      symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name));
  }
}

interface Ended {
  readonly code: number | null;
  readonly words: string;
}

function run(script: string, ...words: readonly string[]): Ended {
  const environment: Record<string, string | undefined> = { ...process.env, NO_COLOR: '1' };
  for (const name of Object.keys(environment)) if (name.startsWith('VITEST')) delete environment[name];
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...words], {
    cwd: project,
    encoding: 'utf8',
    env: environment,
  });
  return { code: status, words: stdout + stderr };
}

const pullcast = (...words: readonly string[]): Ended =>
  run(join(installed, 'dist', 'cli', 'main.js'), ...words, '--quiet', '--threads', '2');

describe('the template project, from the packed package', () => {
  beforeAll(() => {
    install();
    cpSync(join(installed, 'docs', 'policy-tests'), project, { recursive: true });
  }, 60_000);
  afterAll(() => rmSync(room, { recursive: true, force: true }));

  it('has tests that pass', () => {
    const { code, words } = run(join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run');
    expect(words).toMatch(/Test Files +3 passed/);
    expect(code).toBe(0);
  });

  it('plays its policy beside the four', () => {
    const compared = [
      'compare',
      'scenario.yaml',
      '--policies',
      '--policy',
      './keep-recent.mjs',
      '--runs',
      '1',
    ];
    const { code, words } = pullcast(...compared, '--json');
    expect(code, words).toBe(0);
    const { variants } = JSON.parse(words) as { variants: readonly { name: string }[] };
    expect(variants.map(({ name }) => name)).toEqual([
      'default',
      'always',
      'once',
      'prefer-cached',
      'keep-recent',
    ]);
  });

  it('notices when the policy decides otherwise than it did', () => {
    const played = ['run', 'scenario.yaml', '--runs', '1'];
    expect(pullcast(...played, '--record', 'decisions.json').code).toBe(0);
    expect(pullcast(...played, '--against', 'decisions.json').code).toBe(0);
    const policy = join(project, 'keep-recent.mjs');
    writeFileSync(policy, readFileSync(policy, 'utf8').replace('SECONDS = 3600', 'SECONDS = 60'));
    const { code, words } = pullcast(...played, '--against', 'decisions.json');
    expect(words).toContain('recorded an hour ago or more');
    expect(code).toBe(4);
  });
});
