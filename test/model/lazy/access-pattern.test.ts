import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  accessPattern,
  type ReadableImage,
  type SpanLayout,
} from '../../../src/model/lazy/access-pattern.js';
import type { SpanRef } from '../../../src/model/lazy/lazy-mount.js';
import type { FirstRequestsSpec, ReadsSpec } from '../../../src/model/spec.js';
import { constant } from '../../../src/units/distribution.js';
import { MB, reads } from '../tiny-world.js';

function image(name: string, ...sizes: number[]): ReadableImage {
  const layers = sizes.map((size, index) => ({ digest: `sha256:${name}-${index}`, uncompressedBytes: size }));
  return { image: name, imageId: `sha256:id-${name}`, layers };
}

function layoutOf({ layers }: ReadableImage, span = 4 * MB): SpanLayout {
  return {
    spansByLayer: layers.map(({ uncompressedBytes }) => Math.ceil(uncompressedBytes / span)),
    spanBytes: layers.map(() => span),
  };
}

function requests(overrides: Partial<FirstRequestsSpec> = {}): FirstRequestsSpec {
  return { count: 4, everySeconds: 1, handlingSeconds: constant(0.1), share: 0.1, ...overrides };
}

const text = ({ layer, span }: SpanRef) => `${layer}/${span}`;
const startUp = (of: ReadableImage, spec: ReadsSpec, layout = layoutOf(of)) =>
  accessPattern(of, layout, spec).bursts.flat();

describe('what start-up reads in sequence', () => {
  it('is the first spans of the first layers, up to its share of the bytes', () => {
    const api = image('api', 20 * MB, 80 * MB);
    const spans = startUp(api, reads({ share: 0.25 }));
    expect(spans.map(text)).toEqual(['0/0', '0/1', '0/2', '0/3', '0/4', '1/0', '1/1']);
  });

  it('counts bytes of layers that are there as a whole, and asks for none of their spans', () => {
    const api = image('api', 20 * MB, 80 * MB);
    const layout = { spansByLayer: [0, 20], spanBytes: [0, 4 * MB] };
    expect(startUp(api, reads({ share: 0.25 }), layout).map(text)).toEqual(['1/0', '1/1']);
  });

  it('is nothing for a share of nothing, and everything for all of it', () => {
    const api = image('api', 20 * MB, 81 * MB, 0);
    expect(startUp(api, reads({ share: 0 }))).toEqual([]);
    for (const order of ['sequential', 'scattered'] as const) {
      expect(startUp(api, reads({ share: 1, order, runBytes: 3 * MB }))).toHaveLength(5 + 21);
    }
  });
});

describe('what start-up reads here and there', () => {
  /** Share of the spans that are fetched, on average over images. */
  function fetched(share: number, runBytes: number): number {
    let sum = 0;
    for (let index = 0; index < 50; index++) {
      const one = image(`image-${index}`, 400 * MB, 400 * MB);
      sum += startUp(one, reads({ share, order: 'scattered', runBytes })).length / 200;
    }
    return sum / 50;
  }

  it.each([
    [0.064, 1 * MB],
    [0.064, 0.25 * MB],
    [0.02, 0.1 * MB],
    [0.3, 2 * MB],
    [0.01, 4 * MB],
  ])('fetches a whole span for each run: a share of %f in runs of %d bytes', (share, runBytes) => {
    // A span of n runs meets n + 1 of them, as they begin anywhere; each is read with the probability of the share.
    const meets = (4 * MB) / runBytes + 1;
    const expected = 1 - (1 - share) ** meets;
    expect(fetched(share, runBytes) / expected).toBeCloseTo(1, 1);
  });

  it('fetches little more than it reads where runs are long', () => {
    expect(fetched(0.1, 80 * MB)).toBeGreaterThan(0.1);
    expect(fetched(0.1, 80 * MB)).toBeLessThan(0.12);
  });

  it('lies elsewhere in each image', () => {
    const spec = reads({ share: 0.1, order: 'scattered', runBytes: MB });
    const [one, other] = [startUp(image('one', 800 * MB), spec), startUp(image('other', 800 * MB), spec)];
    const places = new Set(one.map(text));
    expect(other.filter((span) => places.has(text(span))).length).toBeLessThan(0.7 * other.length);
  });

  it('is the same in the layers that a new release keeps', () => {
    const spec = reads({ share: 0.1, order: 'scattered', runBytes: MB });
    const old = image('api', 400 * MB, 400 * MB);
    const layers = [old.layers[0]!, { digest: 'sha256:new', uncompressedBytes: 400 * MB }];
    const release = { ...old, imageId: 'sha256:next', layers };
    const places = new Set(startUp(old, spec).map(text));
    const kept = (layer: number) => {
      const spans = startUp(release, spec).filter((span) => span.layer === layer);
      return spans.filter((span) => places.has(text(span))).length / spans.length;
    };
    expect(kept(0)).toBeGreaterThan(0.9);
    expect(kept(1)).toBeLessThan(0.7);
  });
});

describe('an access pattern', () => {
  const anyReads = fc
    .record({
      share: fc.double({ min: 0, max: 1, noNaN: true }),
      order: fc.constantFrom<ReadsSpec['order'][]>('sequential', 'scattered'),
      runBytes: fc.constantFrom(0.3 * MB, 4 * MB, 50 * MB),
      bursts: fc.integer({ min: 1, max: 12 }),
      requests: fc.option(
        fc.record({
          count: fc.integer({ min: 1, max: 9 }),
          share: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
      ),
    })
    .map(({ requests: first, ...rest }) => reads({ ...rest, requests: first && requests(first) }));
  const sizes = fc.array(fc.constantFrom(0, 1, 3 * MB, 40 * MB, 41 * MB), { minLength: 1, maxLength: 5 });

  it('holds each span once, start-up and requests together, and none that is not', () => {
    fc.assert(
      fc.property(anyReads, sizes, (spec, layers) => {
        const api = image('api', ...layers);
        const layout = layoutOf(api);
        const pattern = accessPattern(api, layout, spec);
        expect(pattern.bursts).toHaveLength(spec.bursts);
        expect(pattern.requests).toHaveLength(spec.requests?.count ?? 0);
        const all = [...pattern.bursts, ...pattern.requests].flat();
        expect(new Set(all.map(text)).size).toBe(all.length);
        for (const { layer, span } of all) {
          expect(span).toBeGreaterThanOrEqual(0);
          expect(span).toBeLessThan(layout.spansByLayer[layer]!);
        }
      }),
    );
  });

  it('of a larger share reads all that a smaller one does', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyReads, share, share, (spec, a, b) => {
        const api = image('api', 300 * MB, 10 * MB);
        const of = (part: number) => startUp(api, { ...spec, share: part }).map(text);
        const larger = new Set(of(Math.max(a, b)));
        expect(of(Math.min(a, b)).every((span) => larger.has(span))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('reads in bursts that differ by one span at most, in the same order', () => {
    const api = image('api', 800 * MB);
    const spec = { share: 0.3, order: 'scattered', runBytes: MB } as const;
    const { bursts } = accessPattern(api, layoutOf(api), reads({ ...spec, bursts: 7 }));
    const lengths = bursts.map(({ length }) => length);
    expect(Math.max(...lengths) - Math.min(...lengths)).toBeLessThanOrEqual(1);
    expect(bursts.flat()).toEqual(startUp(api, reads(spec)));
  });

  it('is worked out once for an image and its reads', () => {
    const spec = reads({ order: 'scattered' });
    const api = image('api', 800 * MB);
    const one = accessPattern(api, layoutOf(api), spec);
    expect(accessPattern(image('api', 800 * MB), layoutOf(api), spec)).toBe(one);
    expect(accessPattern(api, layoutOf(api, 8 * MB), spec)).not.toBe(one);
    expect(accessPattern(image('api', 400 * MB), layoutOf(image('api', 400 * MB)), spec)).not.toBe(one);
  });
});
