/** What the rows of lazy loading say together: the right sign of each difference, and what image size does not touch. */
import { describe, expect, it } from 'vitest';
import { lazyImageRows } from './lazy-images.js';
import { remembered } from './measured-row.js';
import { sociBenchmarkRows } from './soci-benchmark.js';
import { stargzChartRows } from './stargz-chart.js';

const rows = [...sociBenchmarkRows, ...stargzChartRows, ...lazyImageRows].map(remembered);

function predicted(id: string): number {
  return rows.find((row) => row.id === id)!.predict();
}

/** A pull and the first run after it, whole and lazily; after a whole pull a first run is a warm one. */
function totals(id: string, warmSeconds: number): { readonly whole: number; readonly lazy: number } {
  return {
    whole: predicted(`${id} whole pull`) + warmSeconds,
    lazy: predicted(`${id} lazy pull`) + predicted(`${id} lazy run`),
  };
}

const SOCI = ['L1', 'L2', 'L4', 'L5', 'L7'];

describe('lazy loading by SOCI on GitHub runners', () => {
  it('pulls images of 2 to 600 MB in about the same time, where whole pulls differ thirty-fold', () => {
    // Measured: 0.87 to 1.95 s, and 0.84 to 27.3 s.
    const lazy = SOCI.map((id) => predicted(`${id} lazy pull`));
    const whole = SOCI.map((id) => predicted(`${id} whole pull`));
    expect(Math.max(...lazy) / Math.min(...lazy)).toBeLessThan(3);
    expect(Math.max(...whole) / Math.min(...whole)).toBeGreaterThan(15);
  });

  it('gains most where little is read', () => {
    // Measured: 27.4 s against 2 s.
    const { whole, lazy } = totals('L4', 0.01);
    expect(whole / lazy).toBeGreaterThan(5);
  });

  it('loses where start-up reads half of the image', () => {
    // Measured: 29.6 s against 24.4 s.
    const { whole, lazy } = totals('L5', 2.28);
    expect(lazy).toBeGreaterThan(whole);
  });

  it('gains some for a runtime', () => {
    // Measured: 18.9 s against 6.1 s.
    const { whole, lazy } = totals('L7', 0.45);
    expect(whole / lazy).toBeGreaterThan(1.5);
  });

  it('gains nothing for a small image', () => {
    // Measured: 3.5 s against 3.4 s.
    const { whole, lazy } = totals('L2', 0.02);
    expect(lazy / whole).toBeGreaterThan(0.67);
    expect(lazy / whole).toBeLessThan(1.5);
  });

  it.each([
    ['small images are pulled sooner', 'L1 whole pull', 'L2 whole pull'],
    ['large ones later', 'L2 whole pull', 'L7 whole pull'],
    ['the larger the later', 'L7 whole pull', 'L4 whole pull'],
    ...['L2', 'L4', 'L5', 'L7'].map((id): [string, string, string] => [
      'mounts come before bytes',
      `${id} lazy pull`,
      `${id} whole pull`,
    ]),
    ['a runtime reads less than TensorFlow', 'L7 lazy run', 'L5 lazy run'],
    ['a command less than a runtime', 'L4 lazy run', 'L7 lazy run'],
  ])('%s: %s before %s', (_, less, more) => {
    expect(predicted(less)).toBeLessThan(predicted(more));
  });
});

describe('eStargz on GitHub runners', () => {
  it.each(['L22', 'L23', 'L25'])(
    '%s: what is fetched ahead makes creation later, and readiness sooner',
    (id) => {
      expect(predicted(`${id} eStargz, created`)).toBeLessThan(
        predicted(`${id} eStargz, optimised, created`),
      );
      expect(predicted(`${id} eStargz, optimised, run`)).toBeLessThan(predicted(`${id} eStargz, run`));
      expect(predicted(`${id} eStargz, optimised, run`)).toBeLessThan(predicted(`${id} overlayfs, run`));
      expect(predicted(`${id} eStargz, pull`)).toBeLessThan(predicted(`${id} overlayfs, pull`));
    },
  );

  it('takes the longer to pull whole, the larger the image', () => {
    expect(predicted('L25 overlayfs, pull')).toBeLessThan(predicted('L23 overlayfs, pull'));
    expect(predicted('L23 overlayfs, pull')).toBeLessThan(predicted('L22 overlayfs, pull'));
  });

  it('reads more for an application server than for a compiler or a small database, one file after another', () => {
    const read = (id: string) => predicted(`${id} eStargz, run`) - predicted(`${id} eStargz, created`);
    expect(read('L22')).toBeLessThan(read('L23'));
    expect(read('L25')).toBeLessThan(read('L23'));
  });
});

describe('an image that is read for the most part', () => {
  it('starts later when it is loaded lazily, although its pull is nothing', () => {
    // Measured: 196.5 s against 111.4 s.
    expect(predicted('L9 eStargz, total')).toBeGreaterThan(predicted('L9 overlayfs, total'));
    expect(predicted('L9 eStargz, pull')).toBeLessThan(0.02 * predicted('L9 overlayfs, pull'));
  });
});

describe('an index apart from ordinary layers', () => {
  it('brings a web server up sooner than a whole pull', () => {
    // Measured: 4.15 s against 9.47 s.
    expect(predicted('L14 TurboOCI')).toBeLessThan(predicted('L14 OCI'));
  });
});
