/** The built pages: what they hold, what they ask for, and that they work in a browser. */
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { type Rolldown, build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../browser/chromium.js';
import { serve } from '../browser/serve.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Addresses in the built files that no notebook asks for: names of XML, and libraries that the cells do not use. */
const DEAD = [
  /^https?:\/\/www\.w3\.org\//,
  /^https:\/\/cdn\.jsdelivr\.net\/npm\/@observablehq\/sample-datasets\//,
  /^https:\/\/cdn\.jsdelivr\.net\/npm\/parquet-wasm\//,
  /^https:\/\/github\.com\/valeriangalliat\/markdown-it-anchor#/,
];

/** The worker holds the sources of costs and images, which are addresses too; that it asks for none is a test of its own. */
const WORKER = /^assets\/worker-.*\.js$/;

/** The simulation; `model/record.ts` is only the names of what it records. */
const SIMULATION = /\/src\/(kernel|scenario|experiment|catalog)\/|\/src\/model\/(?!record\.ts)/;

/** A busy machine may take long to build, to launch a browser and to play. */
const PATIENCE_MS = 60_000;

describe('the built notebooks', { timeout: 3 * PATIENCE_MS }, () => {
  let folder: string;
  let output: Rolldown.RolldownOutput['output'];
  const files = async (): Promise<readonly string[]> =>
    (await readdir(folder, { recursive: true })).filter((name) => /\.(html|js|css)$/.test(extname(name)));

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pullcast-site-'));
    const built = await build({
      configFile: join(root, 'notebooks/vite.config.ts'),
      logLevel: 'silent',
      build: { outDir: folder },
    });
    output = (built as Rolldown.RolldownOutput).output;
  }, PATIENCE_MS);

  afterAll(() => rm(folder, { recursive: true }));

  it('hold the simulation in the worker and nowhere else, so that no page freezes', async () => {
    const modules = output.flatMap((file) => (file.type === 'chunk' ? [...file.moduleIds] : []));
    expect(modules.some((id) => id.endsWith('notebooks/live/ask.ts'))).toBe(true);
    expect(modules.filter((id) => SIMULATION.test(id))).toEqual([]);
    const holding: string[] = [];
    for (const name of await files())
      if ((await readFile(join(folder, name), 'utf8')).includes('CannotPullContainerError'))
        holding.push(name);
    expect(holding).toHaveLength(1);
    expect(holding[0]).toMatch(WORKER);
  });

  it('name no address that they could ask', async () => {
    const found: string[] = [];
    for (const name of await files()) {
      if (WORKER.test(name)) continue;
      const text = await readFile(join(folder, name), 'utf8');
      for (const [address] of text.matchAll(/https?:\/\/[a-z0-9][^\s"'`)<>\\]*/gi))
        if (!DEAD.some((dead) => dead.test(address))) found.push(`${name}: ${address}`);
    }
    expect(found).toEqual([]);
  });

  it('ask for nothing in the worker: it has no way to', async () => {
    const [worker] = (await files()).filter((name) => WORKER.test(name));
    const text = await readFile(join(folder, worker!), 'utf8');
    expect(text).not.toMatch(
      /\bfetch\s*\(|XMLHttpRequest|importScripts|WebSocket|\bimport\s*\(\s*["'`]https?:/,
    );
  });

  it('have a page for every notebook, and a list of them', async () => {
    const notebooks = (await readdir(join(root, 'notebooks'))).filter((name) => name.endsWith('.html'));
    expect((await readdir(folder)).filter((name) => name.endsWith('.html')).sort()).toEqual(notebooks.sort());
    const list = await readFile(join(root, 'notebooks/index.html'), 'utf8');
    for (const name of notebooks.filter((each) => each !== 'index.html'))
      expect(list).toContain(`(./${name})`);
  });

  it('draw, answer a slider and ask nobody in Chromium', async (test) => {
    const browser = await launchChromium(test);
    const site = await serve(folder);
    try {
      const page = await browser.newPage();
      page.setDefaultTimeout(PATIENCE_MS);
      const complaints = watch(page, site.origin);
      await page.goto(`${site.origin}/pull-behaviour-and-deploy-rate.html`);
      await setSlider(page, 'Hosts', 2);
      await setSlider(page, 'Runs', 2);
      await played(page);
      const before = await curves(page);
      expect(before.length).toBeGreaterThan(0);
      await setSlider(page, 'Application, MiB', 450);
      await page.getByText('a release changes 450 MiB').waitFor();
      await played(page);
      expect(await curves(page)).not.toEqual(before);
      const { longest, frames } = await framesWhile(page, () => setSlider(page, 'Deploys a day', 48));
      process.stdout.write(`notebook while it plays: ${frames} frames, the longest ${longest} ms\n`);
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await site.close();
    }
  });
});

/** What the page should not do: complain, fail, or ask any host but the one that serves it. */
function watch(page: Page, origin: string): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) complaints.push(`request: ${url}`);
  });
  return complaints;
}

async function setSlider(page: Page, label: string, value: number): Promise<void> {
  const input = page.getByLabel(label, { exact: true });
  await input.fill(String(value));
  await input.dispatchEvent('input');
}

const played = (page: Page): Promise<void> => page.getByText(/^played \d+ runs$/).waitFor();

/** The paths of the curves of start times. */
const curves = (page: Page): Promise<readonly (string | null)[]> =>
  page
    .locator('svg[aria-label="Share of starts that are ready within a time"] g[aria-label=line] path')
    .evaluateAll((paths) => paths.map((path) => path.getAttribute('d')));

/** Plays a question and measures how long the page went without a frame meanwhile. */
async function framesWhile(
  page: Page,
  ask: () => Promise<void>,
): Promise<{ longest: number; frames: number }> {
  await page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { seen });
    const frame = (nowMs: number): void => {
      seen.push(nowMs);
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await ask();
  await page.getByText(/^played \d+ of \d+ runs/).waitFor();
  await played(page);
  return page.evaluate(() => {
    const { seen } = globalThis as unknown as { readonly seen: readonly number[] };
    const gaps = seen.slice(1).map((nowMs, index) => nowMs - seen[index]!);
    return { longest: Math.round(Math.max(...gaps)), frames: seen.length };
  });
}
