import { describe, expect, it } from 'vitest';
import { paintFor } from '../../src/cli/paint.js';

describe('paintFor', () => {
  it('colours good and bad differently', () => {
    const paint = paintFor(true);
    expect(paint.good('x')).toContain('\u001b[');
    expect(paint.good('x')).not.toBe(paint.bad('x'));
  });

  it('leaves every text as it is without colours', () => {
    for (const paint of Object.values(paintFor(false)) as ((text: string) => string)[])
      expect(paint('x')).toBe('x');
  });
});
