import { describe, expect, it } from 'vitest';
import { amountText, parseQuantityRange, readAmount } from '../../src/units/quantity-range.js';
import { UnitError } from '../../src/units/unit-error.js';

describe('a range of quantities', () => {
  it.each([
    ['50 MiB..4 GiB', 'a size', 50 * 2 ** 20, 4 * 2 ** 30, true],
    ['10s..5m', 'a duration', 10, 300, true],
    ['1h30m .. 1d', 'a duration', 5400, 86_400, true],
    ['2/h..200/h', 'a rate of events', 2 / 3600, 200 / 3600, true],
    ['1 Gbps..10 Gbps', 'a transfer rate', 125e6, 1250e6, true],
    ['1 %..80 %', 'a share', 0.01, 0.8, false],
    ['0.1..20', 'a number', 0.1, 20, true],
    ['0..2.5', 'a number', 0, 2.5, false],
    ['1..20', 'a number', 1, 20, false],
    ['0 MiB..1 GiB', 'a size', 0, 2 ** 30, false],
  ])('%s is %s', (text, kind, low, high, geometric) => {
    const range = parseQuantityRange(text);
    expect(range).toMatchObject({ kind, geometric });
    expect(range.low.value).toBeCloseTo(low, 9);
    expect(range.high.value).toBeCloseTo(high, 9);
  });

  it('writes what lies between in the unit of an end, and says what it is worth as written', () => {
    const sizes = parseQuantityRange('50 MiB..4 GiB');
    expect(sizes.nearest(455.3 * 2 ** 20)).toEqual({ value: 455 * 2 ** 20, text: '455 MiB' });
    expect(sizes.nearest(1.3333 * 2 ** 30)).toEqual({ value: 1.33 * 2 ** 30, text: '1.33 GiB' });
    expect(sizes.nearest(1.3333 * 2 ** 30, 5).text).toBe('1.3333 GiB');
    expect(parseQuantityRange('10s..5m').nearest(150).text).toBe('2.5m');
    expect(parseQuantityRange('2/h..200/h').nearest(20.04 / 3600).text).toBe('20/h');
    expect(parseQuantityRange('1 %..80 %').nearest(0.4049).text).toBe('40.5 %');
    expect(parseQuantityRange('0.1..20').nearest(1.4142).text).toBe('1.41');
  });

  it('takes whole numbers only where both ends are whole numbers', () => {
    const range = parseQuantityRange('1..20');
    expect(range.whole).toBe(true);
    expect(range.nearest(7.4)).toEqual({ value: 7, text: '7' });
    expect(parseQuantityRange('1.0..20').whole).toBe(false);
    expect(parseQuantityRange('1..20', true)).toMatchObject({ whole: false, geometric: true });
  });

  it('is told without what its quantities stand in', () => {
    expect(amountText('poisson(30/h)')).toBe('30/h');
    expect(amountText('exponential(mean 3s)')).toBe('3s');
    expect(amountText('455 MiB')).toBe('455 MiB');
  });

  it('may stand within what takes a quantity', () => {
    const range = parseQuantityRange('poisson(2/h..200/h)');
    expect(range.low.text).toBe('poisson(2/h)');
    expect(range.nearest(15 / 3600).text).toBe('poisson(15/h)');
    expect(parseQuantityRange('exponential(mean 1s..9s)').nearest(3).text).toBe('exponential(mean 3s)');
  });

  it.each([
    ['50 MiB', 'is not a range'],
    ['50 MiB..', 'is not a range'],
    ['1..2..3', 'is not a range'],
    ['4 GiB..50 MiB', 'which is not above "4 GiB"'],
    ['5m..300s', 'which is not above "5m"'],
    ['50 MiB..10s', '"50 MiB" is a size, and "10s" is a duration'],
    ['50..4 GiB', '"50" is a number, and "4 GiB" is a size'],
    ['low..high', '"low" is not a quantity'],
    ['50 MiB..4 GiX', '"4 GiX" is not a quantity'],
    ['-1..4', '"-1" is not a quantity'],
    ['1 %..200 %', 'is more than the whole'],
  ])('is refused as %s', (text, words) => {
    expect(() => parseQuantityRange(text)).toThrow(UnitError);
    expect(() => parseQuantityRange(text)).toThrow(words);
  });
});

describe('readAmount', () => {
  it('reads a quantity of any kind, and tells what is none', () => {
    expect(readAmount('1.5 GiB')).toEqual({ kind: 'a size', value: 1.5 * 2 ** 30 });
    expect(readAmount('poisson(60/min)')).toEqual({ kind: 'a rate of events', value: 1 });
    expect(readAmount('12')).toEqual({ kind: 'a number', value: 12 });
    expect(readAmount('m6i.large')).toBeNull();
    expect(readAmount('')).toBeNull();
  });
});
