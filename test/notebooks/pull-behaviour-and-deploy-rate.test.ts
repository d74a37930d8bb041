// @vitest-environment jsdom
/** The cells of the notebook, run by the notebook runtime without a browser. */
import { NotebookRuntime, library } from '@observablehq/notebook-kit/runtime';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import cells from '../../notebooks/pull-behaviour-and-deploy-rate.html?cells';
import type { Answer } from '../../notebooks/live/messages.js';
import type { Settings } from '../../notebooks/pull-behaviour/scenario.js';
import { InPageWorker } from './in-page-worker.js';

const SMALL: Partial<Settings> = { hosts: 2, runs: 2, deploysPerDay: 4 };

/** A busy machine may take long to load the page and to play. */
const PATIENCE = { timeout: 60_000 };

interface Page {
  value<Value>(name: string): Promise<Value>;
  text(): string;
  set(label: string, value: number): void;
  charts(label: string): readonly Element[];
  dispose(): void;
}

/** As much of the runtime as is used here; the types of the package that it is made of do not resolve. */
interface Notebook {
  readonly main: { value(name: string): Promise<unknown> };
  readonly runtime: { dispose(): void };
  define(state: object, cell: object): void;
}

function open(): Page {
  const builtins = {
    ...library,
    width: () => 640,
    Plot: () => import('@observablehq/plot'),
    Inputs: () => import('@observablehq/inputs'),
    html: () => import('htl').then(({ html }) => html),
  };
  const notebook: Notebook = new NotebookRuntime(builtins);
  for (const cell of cells) {
    const root = document.body.appendChild(document.createElement('div'));
    notebook.define({ root, expanded: [], variables: [] }, cell);
  }
  return {
    value: (name) => notebook.main.value(name) as Promise<never>,
    text: () => document.body.textContent,
    set: (label, value) => setSlider(label, value),
    charts: (label) => [...document.querySelectorAll(`svg[aria-label="${label}"]`)],
    dispose: () => notebook.runtime.dispose(),
  };
}

function setSlider(label: string, value: number): void {
  const form = [...document.querySelectorAll('form')].find(
    (each) => each.querySelector('label')?.textContent === label,
  );
  const input = form?.querySelector<HTMLInputElement>('input[type=number]');
  if (!input) throw new Error(`no slider: ${label}`);
  input.value = String(value);
  input.dispatchEvent(new Event('input', { bubbles: true }));
}

describe('the notebook on pull behaviour and deploy rate', { timeout: 3 * PATIENCE.timeout }, () => {
  let page: Page;
  const complaints = vi.spyOn(console, 'error');

  beforeEach(async () => {
    InPageWorker.started = [];
    complaints.mockClear();
    vi.stubGlobal('Worker', InPageWorker);
    page = open();
    await vi.waitFor(() => setSlider('Hosts', SMALL.hosts!), PATIENCE);
    setSlider('Runs', SMALL.runs!);
    setSlider('Deploys a day', SMALL.deploysPerDay!);
  }, PATIENCE.timeout);

  afterEach(() => {
    page.dispose();
    document.body.replaceChildren();
    vi.unstubAllGlobals();
  });

  const played = (): Promise<void> =>
    vi.waitFor(() => expect(page.text()).toMatch(/played \d+ runs(?! …)/), PATIENCE);

  it('draws its charts from the answer of the simulation', async () => {
    await played();
    const answer = await page.value<Answer>('answer');
    expect(answer.summary.variants.map(({ name }) => name)).toEqual([
      'default',
      'always',
      'once',
      'prefer-cached',
    ]);
    for (const label of [
      'Share of starts that are ready within a time',
      'Start p50 and p95 by deploys a day',
      'Registry requests a day',
      'Bytes pulled a day',
      'Time a day in which some task runs an old release',
    ])
      expect(page.charts(label), label).toHaveLength(1);
    expect(page.text()).toContain(answer.sentence);
    expect(complaints).not.toHaveBeenCalled();
  });

  it('shows that a tag that moves leaves once and prefer-cached behind, and the others not', async () => {
    const { summary } = await page.value<Answer>('answer');
    const stale = summary.variants.map(({ metrics }) => metrics.staleSeconds.estimate.mean > 3600);
    expect(stale).toEqual([false, false, true, true]);
    const requests = summary.variants.map(({ metrics }) => metrics.requests.estimate.mean);
    expect(requests[0]).toBe(requests[1]);
    expect(requests[2]).toBeLessThan(requests[0]! / 2);
  });

  it('plays again when a slider moves, and leaves no worker behind', async () => {
    await played();
    const before = await page.value<Answer>('answer');
    setSlider('Application, MiB', 400);
    await vi.waitFor(() => expect(page.text()).toContain('a release changes 400 MiB'), PATIENCE);
    const after = await page.value<Answer>('answer');
    const p95 = ({ summary }: Answer): number => summary.variants[0]!.metrics['start.p95'].estimate.mean;
    expect(p95(after)).toBeGreaterThan(p95(before));
    expect(InPageWorker.started.slice(0, -1).every(({ isTerminated }) => isTerminated)).toBe(true);
    expect(InPageWorker.started.at(-1)?.isTerminated).toBe(false);
  });
});
