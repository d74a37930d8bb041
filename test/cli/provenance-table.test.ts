import { describe, expect, it } from 'vitest';
import { paintFor } from '../../src/cli/paint.js';
import { provenanceTable } from '../../src/cli/provenance-table.js';

const rows = [
  { path: 'seed', value: '1', origin: 'file', source: 'file' },
  { path: 'capacity.web.count', value: '10', origin: 'default', source: 'one is the least' },
] as const;

describe('provenanceTable', () => {
  it('gives each value a line, in columns, with where it comes from', () => {
    expect(provenanceTable(rows, paintFor(false))).toBe(
      'seed                1   file\n' + 'capacity.web.count  10  default    one is the least\n',
    );
  });

  it('lets a long value push its own line only', () => {
    const long = { path: 'question', value: 'w'.repeat(200), origin: 'file', source: '' } as const;
    const [first] = provenanceTable([...rows, long], paintFor(false)).split('\n');
    expect(first).toBe('seed                1   file');
  });

  it('dims what the file does not say', () => {
    const lines = provenanceTable(rows, paintFor(true)).split('\n');
    expect(lines[0]).not.toContain('\u001b[');
    expect(lines[1]).toContain('\u001b[');
  });
});
