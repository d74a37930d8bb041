import { describe, expect, it } from 'vitest';
import { findOperatingSystemFamily, operatingSystemFamilies } from '../../src/catalog/operating-systems.js';

describe('operating system families', () => {
  it('are those that a launch type has', () => {
    expect(operatingSystemFamilies('FARGATE')).toHaveLength(5);
    expect(operatingSystemFamilies('EC2')).toEqual(
      expect.arrayContaining(['LINUX', 'WINDOWS_SERVER_2025_FULL']),
    );
  });

  it('run containers of their own release, and of 2025 those of 2022', () => {
    expect(findOperatingSystemFamily('WINDOWS_SERVER_2019_CORE')?.bases).toEqual(['ltsc2019']);
    expect(findOperatingSystemFamily('WINDOWS_SERVER_2025_CORE')?.bases).toEqual(['ltsc2025', 'ltsc2022']);
    expect(findOperatingSystemFamily('LINUX')?.bases).toEqual([]);
    expect(findOperatingSystemFamily('SOLARIS')).toBeUndefined();
  });
});
