import { describe, expect, it } from 'vitest';
import { builtOnAtStart, builtOnNewest } from '../../../src/model/image/built-on.js';
import { monthlyBase } from '../tiny-bases.js';

const base = monthlyBase([-30, 0, 30], 1);

describe('what an image is built on', () => {
  it('is what the scenario says, at time zero', () => {
    expect(builtOnAtStart(base)).toEqual({ release: 1, since: 0 });
    expect(builtOnAtStart(null)).toBeNull();
  });

  it('is the newest base that is published when a build asks for it, from that build on', () => {
    const atStart = { release: 0, since: 0 };
    expect(builtOnNewest(base, atStart, 4, 29)).toEqual({ release: 1, since: 4 });
    expect(builtOnNewest(base, atStart, 4, 30)).toEqual({ release: 2, since: 4 });
  });

  it('stays where there is no newer one, or none at all', () => {
    const ahead = { release: 2, since: 3 };
    expect(builtOnNewest(base, ahead, 4, 10)).toBe(ahead);
    expect(builtOnNewest(base, ahead, 5, 1000)).toBe(ahead);
    expect(builtOnNewest(null, null, 1, 10)).toBeNull();
  });
});
