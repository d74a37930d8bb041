import jStat from 'jstat';
import { describe, expect, it } from 'vitest';
import { studentTQuantile } from '../../src/stats/student-t.js';

/** Degrees of freedom, probability, quantile: SciPy 1.17.1, stats.t.ppf, polished to 30 digits with mpmath. */
const table: readonly (readonly [number, number, number])[] = [
  [1, 0.75, 1.0],
  [1, 0.95, 6.313751514675038],
  [1, 0.975, 12.706204736174694],
  [1, 0.995, 63.656741162871526],
  [1, 0.9995, 636.6192487687897],
  [2, 0.75, 0.816496580927726],
  [2, 0.95, 2.9199855803537242],
  [2, 0.975, 4.302652729749462],
  [2, 0.995, 9.92484320091829],
  [2, 0.9995, 31.599054576445365],
  [3, 0.75, 0.7648923284043453],
  [3, 0.95, 2.353363434801823],
  [3, 0.975, 3.1824463052837086],
  [3, 0.995, 5.840909309733355],
  [3, 0.9995, 12.923978636687965],
  [4, 0.75, 0.7406970841126826],
  [4, 0.95, 2.1318467863266495],
  [4, 0.975, 2.7764451051977934],
  [4, 0.995, 4.604094871349992],
  [4, 0.9995, 8.610301581379522],
  [5, 0.75, 0.7266868438004227],
  [5, 0.95, 2.0150483733330233],
  [5, 0.975, 2.5705818356363146],
  [5, 0.995, 4.032142983555227],
  [5, 0.9995, 6.868826625881275],
  [9, 0.75, 0.7027221467513264],
  [9, 0.95, 1.8331129326562365],
  [9, 0.975, 2.262157162798205],
  [9, 0.995, 3.249835541592126],
  [9, 0.9995, 4.780912585931218],
  [19, 0.75, 0.6876214602039603],
  [19, 0.95, 1.729132811521369],
  [19, 0.975, 2.093024054408309],
  [19, 0.995, 2.860934606464979],
  [19, 0.9995, 3.8834058525921313],
  [29, 0.75, 0.6830438608216132],
  [29, 0.95, 1.6991270265334972],
  [29, 0.975, 2.045229642132704],
  [29, 0.995, 2.7563859036706053],
  [29, 0.9995, 3.6594050194663743],
  [99, 0.75, 0.6769759855461527],
  [99, 0.95, 1.6603911560169904],
  [99, 0.975, 1.9842169515864172],
  [99, 0.995, 2.626405457280827],
  [99, 0.9995, 3.3915288333636844],
  [999, 0.75, 0.674735410346719],
  [999, 0.95, 1.6463803454275352],
  [999, 0.975, 1.9623414611334495],
  [999, 0.995, 2.5807596372676365],
  [999, 0.9995, 3.3002924403987666],
  [100000, 0.75, 0.6744922035532922],
  [100000, 0.95, 1.6448688647849694],
  [100000, 0.975, 1.9599877075346093],
  [100000, 0.995, 2.575878469908375],
  [100000, 0.9995, 3.2906240314119137],
];

describe("the quantile of Student's t", () => {
  it.each(table)('with %d degrees of freedom at %d is %d', (freedom, p, t) => {
    expect(Math.abs(studentTQuantile(p, freedom) / t - 1)).toBeLessThan(freedom < 100 ? 1e-14 : 1e-11);
  });

  it('meets the closed forms for one, two and four degrees of freedom', () => {
    for (let p = 0.505; p < 1; p += 0.01) {
      const a = 4 * p * (1 - p);
      const two = (2 * p - 1) * Math.sqrt(2 / a);
      const four = 2 * Math.sqrt(Math.cos(Math.acos(Math.sqrt(a)) / 3) / Math.sqrt(a) - 1);
      expect(studentTQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 12);
      expect(studentTQuantile(p, 2) / two).toBeCloseTo(1, 12);
      expect(studentTQuantile(p, 4) / four).toBeCloseTo(1, 11);
    }
  });

  it('agrees with jstat to the seven digits that jstat has', () => {
    for (let freedom = 1; freedom <= 60; freedom++) {
      for (const p of [0.6, 0.9, 0.975, 0.999]) {
        expect(studentTQuantile(p, freedom) / jStat.studentt.inv(p, freedom)).toBeCloseTo(1, 7);
      }
    }
  });

  it('is antisymmetric about one half, and zero there', () => {
    expect(studentTQuantile(0.5, 7)).toBe(0);
    expect(studentTQuantile(0.25, 7)).toBe(-studentTQuantile(0.75, 7));
  });

  it('falls towards the normal quantile as the degrees of freedom grow', () => {
    let before = Infinity;
    for (let freedom = 1; freedom <= 300; freedom++) {
      const t = studentTQuantile(0.975, freedom);
      expect(t).toBeLessThan(before);
      expect(t).toBeGreaterThan(1.959963984540054);
      before = t;
    }
  });

  it.each([
    [0, 5],
    [1, 5],
    [0.9, 0],
    [0.9, 2.5],
  ])('refuses p = %d with %d degrees of freedom', (p, freedom) => {
    expect(() => studentTQuantile(p, freedom)).toThrow(freedom === 5 ? 'inside (0, 1)' : 'whole number');
  });
});
