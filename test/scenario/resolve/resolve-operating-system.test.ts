import { describe, expect, it } from 'vitest';
import { hostOf, linesOf, rowsOf, worldOf } from '../reading.js';
import { SMALL, small } from '../small-scenario.js';
import { fargateOf, onFargate } from './fargate-scenario.js';

const asks = (family: string): string =>
  `cpu: 1024\n    memory: 2048\n    runtimePlatform: { operatingSystemFamily: ${family} }`;
const withBase = (text: string): string => text.replace('tags: [live]', 'tags: [live]\n    base: {}');

describe('the operating system family of a capacity', () => {
  it('is that of its tasks, which take it from the capacity where they do not say', () => {
    const asked = withBase(onFargate('', asks('WINDOWS_SERVER_2022_FULL')));
    expect(fargateOf(asked).operatingSystemFamily).toBe('WINDOWS_SERVER_2022_FULL');
    expect(rowsOf(asked).get('capacity.web.operatingSystemFamily')?.origin).toBe('derived');
    const given = withBase(onFargate('    operatingSystemFamily: WINDOWS_SERVER_2022_CORE\n'));
    expect(worldOf(given).taskDefinitions[0]!.operatingSystem).toBe('WINDOWS');
    expect(rowsOf(given).get('taskDefinitions.api.runtimePlatform.operatingSystemFamily')?.value).toBe(
      'WINDOWS_SERVER_2022_CORE',
    );
  });

  it('is Linux where nobody says anything', () => {
    expect(hostOf(SMALL).operatingSystem).toBe('LINUX');
  });

  it('must be that of its tasks, to the edition', () => {
    const text = withBase(
      onFargate('    operatingSystemFamily: WINDOWS_SERVER_2022_CORE\n', asks('WINDOWS_SERVER_2022_FULL')),
    );
    expect(linesOf(text, 'error')).toEqual([
      expect.stringContaining(
        'runtimePlatform.operatingSystemFamily: runs on WINDOWS_SERVER_2022_FULL only, and the capacity "web" is WINDOWS_SERVER_2022_CORE (write "WINDOWS_SERVER_2022_CORE", or use other hosts)',
      ),
    ]);
  });

  it('is one that the launch type has', () => {
    const text = onFargate('    operatingSystemFamily: WINDOWS_SERVER_2025_CORE\n');
    expect(linesOf(text, 'error')[0]).toContain('did you mean "WINDOWS_SERVER_2022_CORE"?');
    const own = withBase(small('count: 2', 'count: 2\n    operatingSystemFamily: WINDOWS_SERVER_2025_CORE'));
    expect(linesOf(own, 'error')).toEqual([]);
  });
});
