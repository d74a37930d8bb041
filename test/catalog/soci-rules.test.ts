import { describe, expect, it } from 'vitest';
import {
  fargateSociRules,
  instanceSociRules,
  sociFollows,
  sociOnFargateSince,
  sociRuleOn,
  sociRules,
  sociRulesOn,
} from '../../src/catalog/soci-rules.js';

describe('rules of SOCI', () => {
  it('have each a row from the first day on, with its source', () => {
    for (const rows of Object.values(sociRules)) expect(rows[0]!.from).toBe(sociOnFargateSince);
    for (const { source, note, from } of Object.values(sociRules).flat()) {
      expect(source).not.toBe('');
      expect(note).not.toBe('');
      expect(from).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
    }
  });

  it.each([
    ['2023-10-31', true],
    ['2023-11-01', false],
    ['2026-11-21', false],
  ])('on %s, say of all or nothing: %s', (date, allOrNothing) => {
    expect(fargateSociRules(date)?.allOrNothing).toBe(allOrNothing);
  });

  it.each([
    ['2023-08-01', ['X86_64'], ['X86_64']],
    ['2024-09-05', ['X86_64', 'ARM64'], ['X86_64']],
    ['2024-09-06', ['X86_64', 'ARM64'], ['X86_64', 'ARM64']],
  ] as const)('on %s, let load %o, on Spot %o', (date, architectures, spotArchitectures) => {
    expect(fargateSociRules(date)).toMatchObject({ architectures, spotArchitectures });
  });

  it('of Fargate are those of Linux 1.4.0 with a private repository, and none before it had SOCI', () => {
    expect(fargateSociRules('2026-11-21')).toMatchObject({
      privateEcrOnly: true,
      operatingSystems: ['LINUX'],
      platformVersions: ['1.4.0'],
    });
    expect(fargateSociRules('2023-07-17')).toBeNull();
  });

  it('of hosts of one’s own ask for Linux alone', () => {
    expect(instanceSociRules).toMatchObject({ privateEcrOnly: false, platformVersions: null });
  });

  it('have new accounts look for version 2 alone since July 2025', () => {
    expect(sociRulesOn('2025-06-30').indexVersions).toEqual(['v1']);
    expect(sociRulesOn('2025-07-01').indexVersions).toEqual(['v2']);
    expect(sociRuleOn('indexVersions', '2026-01-01').from).toBe('2025-07');
  });

  it('have version 2 go where the image goes, and version 1 where ECR learned to take it', () => {
    expect(sociFollows('v2', '2026-11-21')).toEqual(['replication', 'pull-through-cache', 'retag']);
    expect(sociFollows('v1', '2024-06-26')).toEqual(['retag']);
    expect(sociFollows('v1', '2024-06-27')).toEqual(['replication', 'retag']);
    expect(sociFollows('v1', '2026-11-21')).toEqual(['replication', 'pull-through-cache', 'retag']);
  });
});
