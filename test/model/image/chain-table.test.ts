import { describe, expect, it } from 'vitest';
import { ChainTable, NO_PARENT } from '../../../src/model/image/chain-table.js';

describe('a chain table', () => {
  it('gives equal chains the same number', () => {
    const table = new ChainTable();
    const base = table.id(NO_PARENT, 'sha256:a');
    expect(table.id(NO_PARENT, 'sha256:a')).toBe(base);
    expect(table.id(base, 'sha256:b')).toBe(table.id(base, 'sha256:b'));
  });

  it('tells a layer from the same layer on another parent', () => {
    const table = new ChainTable();
    const base = table.id(NO_PARENT, 'sha256:a');
    const other = table.id(NO_PARENT, 'sha256:b');
    const numbers = [base, other, table.id(base, 'sha256:b'), table.id(other, 'sha256:a')];
    expect(new Set(numbers).size).toBe(4);
  });
});
