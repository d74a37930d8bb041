import { describe, expect, it } from 'vitest';
import { visible, wrap } from '../../src/report/wrap-text.js';

describe('text that is broken into lines', () => {
  it('breaks between words, and puts the other lines below the first word', () => {
    expect(wrap('! ', 'one two three four five six seven eight nine ten', 40)).toBe(
      '! one two three four five six seven\n  eight nine ten',
    );
  });

  it('does not count colours as width', () => {
    expect(visible('\u001b[1mbold\u001b[22m')).toBe('bold');
  });
});
