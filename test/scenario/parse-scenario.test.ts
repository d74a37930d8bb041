import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { BAD_LAZY_SCENARIOS } from './bad-lazy-scenarios.js';
import { BAD_SCENARIOS } from './bad-scenarios.js';
import { files, linesOf, problemsOf, rowsOf, worldOf } from './reading.js';
import { SMALL, small, smallAnd } from './small-scenario.js';

const EXAMPLE = readFileSync(new URL('examples/pull-policies.yaml', import.meta.url), 'utf8');

describe('a bad scenario', () => {
  it.each([...BAD_SCENARIOS, ...BAD_LAZY_SCENARIOS])(
    'is told from a good one, with place and remedy: $title',
    ({ text, at, says }) => {
      const errors = problemsOf(text).filter(({ severity }) => severity === 'error');
      const words = linesOf(text, 'error');
      expect(errors, words.join('\n')).toHaveLength(1);
      for (const fragment of says) expect(words[0]).toContain(fragment);
      if (at !== '') expect(words[0]).toMatch(new RegExp(`^${at} `));
    },
  );

  it('has all its problems told at once, in the order of the file', () => {
    const text = small('30 MiB', '30')
      .replace('us-east-1', 'us-esat-1')
      .replace('count: 2', 'cuont: 2')
      .replace('"api:live"', '"apo:live"')
      .replace('updateService: api', 'updateService: apo');
    const lines = problemsOf(text).map(({ line }) => line);
    expect(lines).toEqual([6, 9, 14, 21, 24]);
  });

  it('leaves out what may only follow from another problem', () => {
    const text = small('tags: [live]', 'tags: [live]\n    repository: 5');
    expect(linesOf(text)).toEqual([
      '8:17 images.api.repository: is a number, and text is needed (put it in quotes: "5")',
    ]);
  });

  it('carries file and line for showing', () => {
    const [problem] = problemsOf(small('count: 2', 'count: -2'), { fileName: 'my.yaml' });
    expect(problem).toMatchObject({
      file: 'my.yaml',
      line: 14,
      column: 12,
      excerpt: '    count: -2',
      severity: 'error',
    });
  });

  it('is refused with warnings alone only when it is to be strict', () => {
    const text = small('BEHAVIOR: default', 'BEHAVIOR: Always');
    expect(parseScenario(text).warnings).toHaveLength(1);
    expect(() => parseScenario(text, { strict: true })).toThrow('without a word');
  });
});

describe('the short example of the format', () => {
  const scenario = parseScenario(EXAMPLE, { fileName: 'pull-policies.yaml' });
  const world = scenario.variants[0]!.world;

  it('has name, question, seed and runs', () => {
    expect(scenario).toMatchObject({
      name: 'pull-policies',
      seed: '1',
      runs: 20,
      varies: 'ECS_IMAGE_PULL_BEHAVIOR',
    });
    expect(scenario.question).toMatch(/redeployed every hour/);
    expect(scenario.warnings).toEqual([]);
  });

  it('is four variants that differ in the pull behaviour alone', () => {
    expect(scenario.variants.map(({ name }) => name)).toEqual(['default', 'always', 'once', 'prefer-cached']);
    const behaviors = scenario.variants.map(({ world: { capacities } }) =>
      capacities.map((capacity) => (capacity.launchType === 'EC2' ? capacity.agent.pullBehavior : null)),
    );
    expect(behaviors).toEqual([['default'], ['always'], ['once'], ['prefer-cached']]);
    const without = scenario.variants.map((variant) => JSON.stringify({ ...variant.world, capacities: [] }));
    expect(new Set(without).size).toBe(1);
  });

  it('builds the image from real layers and its own on top', () => {
    const [image] = world.images;
    expect(image).toMatchObject({ name: 'api', registry: 'ecr', repository: 'api', tags: ['live'] });
    expect(image!.layers.at(-2)).toMatchObject({
      compressedBytes: 180 * 2 ** 20,
      uncompressedBytes: 520 * 2 ** 20,
      files: 21000,
      compression: 'gzip',
      changesEachRelease: false,
    });
    expect(image!.layers.at(-1)!.changesEachRelease).toBe(true);
    expect(image!.layers[0]!.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('turns units into seconds and bytes', () => {
    expect(world.durationSeconds).toBe(12 * 3600);
    expect(world.capacities[0]).toMatchObject({
      machine: { diskBytes: 30 * 2 ** 30, diskBytesPerSecond: 125 * 2 ** 20 },
    });
    expect(world.taskDefinitions[0]!.containers[0]!.ready).toMatchObject({ kind: 'lognormal', median: 4 });
    expect(world.timeline.map(({ id, schedule }) => [id, schedule.kind])).toEqual([
      ['createService-1', 'at'],
      ['updateService-2', 'every'],
      ['push-3', 'every'],
      ['scale-out', 'at'],
    ]);
  });

  it('is frozen through and through', () => {
    expect(Object.isFrozen(scenario)).toBe(true);
    expect(Object.isFrozen(world.images[0]!.layers[0])).toBe(true);
  });

  it('is plain data, which can be sent to a worker', () => {
    expect(structuredClone(world)).toEqual(world);
  });
});

describe('provenance', () => {
  it('names file and line of what is written, and the source of what is not', () => {
    const rows = rowsOf(SMALL, { fileName: 'small.yaml' });
    expect(rows.get('capacity.web.count')).toMatchObject({
      value: '2',
      origin: 'file',
      source: 'small.yaml:14',
    });
    expect(rows.get('capacity.web.volume.size')).toMatchObject({ value: '32.2 GB', origin: 'catalogue' });
    expect(rows.get('timeline[0].maximumPercent')).toMatchObject({ value: '200', origin: 'default' });
    for (const { source } of rows.values()) expect(source).not.toBe('');
  });

  it('has a row for every value of the file', () => {
    const rows = [...rowsOf(EXAMPLE, { fileName: 'pull-policies.yaml' }).values()];
    const told = new Set(
      rows.filter(({ origin }) => origin !== 'default').flatMap(({ source, path }) => [source, path]),
    );
    const silent = EXAMPLE.split('\n').flatMap((line, index) => {
      const isValue =
        /^ *(- )?["\w][^#]*:? *\S/.test(line) &&
        !/^\s*(#|- (start|failed)|layers:)/.test(line) &&
        !/:\s*(#.*)?$/.test(line);
      return isValue && !told.has(`pull-policies.yaml:${index + 1}`) ? [line] : [];
    });
    // Layers say what was assumed beside the file; the agent's setting is that of the first variant.
    expect(silent.filter((line) => !/\{ size:|agent:/.test(line))).toEqual([]);
  });

  it('has a row for every parameter of the model', () => {
    const rows = rowsOf(SMALL);
    for (const name of Object.keys(worldOf(SMALL).model)) expect(rows.has(`model.${name}`)).toBe(true);
  });
});

describe('a variant', () => {
  it('is checked like a file of its own, and named in its problems', () => {
    const text = smallAnd(
      'compare:\n  - { name: base }\n  - { name: fargate, set: { capacity.web: { launchType: FARGATE } } }\n',
    );
    expect(linesOf(text)).toEqual([
      expect.stringMatching(/^19:13 .*variant "fargate": Fargate has no tasks of 256 CPU units with 384 MiB/),
    ]);
  });

  it('can name another task definition file', () => {
    const definition = (memory: number): string =>
      JSON.stringify({
        cpu: '256',
        memory: `${memory}`,
        containerDefinitions: [{ name: 'app', image: 'api:live' }],
      });
    const text =
      small(
        'cpu: 256\n    memory: 384\n    containers:\n      - { name: app, image: "api:live", ready: 4s }',
        'file: a.json',
      ) + 'compare:\n  taskDefinitions.api.file: [a.json, b.json]\n';
    const { variants } = parseScenario(
      text,
      files({ 'a.json': definition(512), 'b.json': definition(1024) }),
    );
    expect(variants.map(({ world }) => world.taskDefinitions[0]!.memoryMiB)).toEqual([512, 1024]);
  });
});

it('answers any damage to a file with problems, and never with another error', () => {
  const lines = EXAMPLE.split('\n');
  const damage = fc.record({
    line: fc.nat(lines.length - 1),
    column: fc.nat(60),
    cut: fc.nat(12),
    text: fc.constantFrom(
      '',
      ' ',
      ':',
      '-',
      '[',
      '}',
      '"',
      '&a',
      '*a',
      '1',
      '-1',
      'null',
      'constructor',
      '__proto__',
      '{ }',
    ),
  });
  fc.assert(
    fc.property(fc.array(damage, { minLength: 1, maxLength: 3 }), (damages) => {
      const broken = [...lines];
      for (const { line, column, cut, text } of damages) {
        const before = broken[line] ?? '';
        broken[line] = before.slice(0, column) + text + before.slice(column + cut);
      }
      for (const { severity, message } of problemsOf(broken.join('\n')))
        expect([severity, message].join()).not.toBe('');
    }),
    { numRuns: 150, seed: 1 },
  );
});

it('reads a document of five thousand layers in about a second', () => {
  const layers = Array.from(
    { length: 500 },
    (_, i) => `      - { size: ${i + 1} MiB, uncompressed: ${3 * i + 3} MiB, files: 9 }\n`,
  );
  const images = Array.from(
    { length: 10 },
    (_, i) => `  img${i}:\n    tags: [live]\n    layers:\n${layers.join('')}`,
  );
  const world = worldOf(small('images:\n', `images:\n${images.join('')}`));
  expect(world.images.flatMap((image) => image.layers)).toHaveLength(5001);
}, 5_000);
