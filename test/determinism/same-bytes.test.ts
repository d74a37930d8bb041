/** The same scenario and seed give the same bytes of summary.json and of the records, wherever they are played. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import * as core from '../../src/index.js';
import { runExperiment as runOnThreads } from '../../src/node/run-experiment.js';
import { launchChromium } from '../browser/chromium.js';
import { serve } from '../browser/serve.js';
import { type Written, playAndWrite, write } from './answer.js';
import { bundleCore } from './bundle-core.js';
import { bareContext } from './other-engines.js';
import { VARIANTS, richScenario } from './rich-scenario.js';

const text = richScenario();

/** A busy machine may take long to bundle, to launch a browser and to start threads. */
const PATIENCE_MS = 120_000;

describe('the same scenario and seed', { timeout: PATIENCE_MS }, () => {
  let expected: Written;
  let script: string;

  beforeAll(async () => {
    expected = await playAndWrite(core, text);
    script = (await bundleCore('iife')).map(({ code }) => code).join('\n');
  }, PATIENCE_MS);

  it('play enough to prove something', () => {
    const rows = expected.records.split('\r\n').slice(1, -1);
    expect(rows.length).toBeGreaterThan(1000);
    for (const word of [
      'web',
      'fargate',
      'started',
      'failed',
      'CannotPullContainerError',
      'cold',
      'warm',
      'partial',
    ])
      expect(
        rows.some((row) => row.split(',').includes(word)),
        word,
      ).toBe(true);
    expect(new Set(rows.map((row) => row.slice(row.indexOf(',')))).size).toBeGreaterThan(rows.length / 3);
  });

  it('give the same bytes twice', async () => {
    expect(await playAndWrite(core, text)).toEqual(expected);
  });

  it('give other bytes with another seed, so that the bytes say something', async () => {
    const other = await playAndWrite(core, text.replace('seed: bytes', 'seed: other'));
    expect(other.records).not.toBe(expected.records);
  });

  it('give the same bytes in the bundled core where there is nothing but ECMAScript', async () => {
    const context = bareContext(script);
    const absent = [
      'process',
      'require',
      'setTimeout',
      'console',
      'URL',
      'TextDecoder',
      'performance',
      'window',
    ];
    expect(context.run(`${JSON.stringify(absent)}.filter((name) => name in globalThis)`)).toHaveLength(0);
    expect(await context.play(text)).toEqual(expected);
  });

  it('give the same bytes where the last bit of logarithms, powers and the like is another', async () => {
    const context = bareContext(script, { perturbed: true });
    for (const call of ['log(3)', 'exp(1.5)', 'pow(1.5, 2.5)', 'sin(1)', 'cos(1)', 'log10(3)', 'cbrt(3)'])
      expect(context.run(`Math.${call}`), call).not.toBe(bareValue(call));
    expect(await context.play(text)).toEqual(expected);
  });

  it('give the same bytes in Chromium', async (test) => {
    const browser = await launchChromium(test);
    const folder = await mkdtemp(join(tmpdir(), 'pullcast-core-'));
    const chunks = await bundleCore('es');
    for (const { fileName, code } of chunks) await writeFile(join(folder, fileName), code);
    await writeFile(join(folder, 'index.html'), '<!doctype html><link rel="icon" href="data:,">');
    const site = await serve(folder);
    try {
      const page = await browser.newPage();
      await page.goto(`${site.origin}/index.html`);
      const play = `import('/${chunks[0]!.fileName}').then((core) => (${playAndWrite.toString()})(core, ${JSON.stringify(text)}))`;
      expect(await page.evaluate<Written>(play)).toEqual(expected);
    } finally {
      await browser.close();
      await site.close();
      await rm(folder, { recursive: true });
    }
  });

  it.each([0, 1, 2, 3])('give the same bytes on %i worker threads', async (threads) => {
    const result = await runOnThreads(core.parseScenario(text), { threads });
    expect(write(core, result)).toEqual(expected);
  });
});

/** What this engine gives for a function of Math. */
function bareValue(call: string): unknown {
  return bareContext('').run(`Math.${call}`);
}

describe('the figures of a variant', { timeout: PATIENCE_MS }, () => {
  const figuresOf = async (variants: readonly string[]): Promise<ReadonlyMap<string, unknown>> => {
    const result = await core.runExperiment(core.parseScenario(richScenario(variants)));
    const records = new Map<string, string[]>();
    for (const line of [...core.startsCsv(result)].join('').split('\r\n')) {
      const name = line.slice(0, line.indexOf(','));
      records.set(name, [...(records.get(name) ?? []), line]);
    }
    const { variants: summaries } = core.summarize(result);
    return new Map(
      summaries.map((summary) => [summary.name, { summary, records: records.get(summary.name) }]),
    );
  };

  it('do not change with the order of the variants', async () => {
    const forward = await figuresOf(VARIANTS);
    const backward = await figuresOf([...VARIANTS].reverse());
    expect(forward.size).toBe(VARIANTS.length);
    for (const [name, figures] of forward) expect(backward.get(name), name).toEqual(figures);
  });

  it('do not change when another variant is added', async () => {
    const few = await figuresOf(VARIANTS.slice(0, 2));
    const more = await figuresOf([
      '{ name: more hosts, set: { capacity.web.count: 4 } }',
      ...VARIANTS.slice(0, 2),
    ]);
    expect(more.size).toBe(3);
    for (const [name, figures] of few) expect(more.get(name), name).toEqual(figures);
  });
});
