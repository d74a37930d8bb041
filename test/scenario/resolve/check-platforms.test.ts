import { describe, expect, it } from 'vitest';
import { linesOf } from '../reading.js';
import { onFargate, onWindows } from './fargate-scenario.js';

const EFS = '\n    volumes: [{ name: data, efsVolumeConfiguration: { fileSystemId: fs-1 } }]';
const OLD = '    platformVersion: 1.3.0\n';

describe('what a platform of Fargate runs', () => {
  it.each([
    [
      onWindows('', 'cpu: 256\n    memory: 512'),
      'taskDefinitions.api.cpu: Fargate has no Windows tasks of 256 CPU units (cpu can be 1024, 2048, 4096)',
    ],
    [onWindows('', 'cpu: 8192\n    memory: 16384'), 'Fargate has no Windows tasks of 8192 CPU units'],
    [
      onFargate(OLD, 'cpu: 8192\n    memory: 16384'),
      'tasks of 8192 CPU units need platform version 1.4.0 (write "platformVersion: 1.4.0", or a smaller cpu)',
    ],
    [
      onFargate(OLD, 'cpu: 1024\n    memory: 2048\n    ephemeralStorage: { sizeInGiB: 50 }'),
      'platform version 1.3.0 of "web" has 10 GB for layers, and no other',
    ],
    [
      onWindows('', `cpu: 1024\n    memory: 2048${EFS}`),
      'taskDefinitions.api.volumes[0].efsVolumeConfiguration: Windows tasks on Fargate ("web") cannot mount EFS',
    ],
  ])('is checked: %#', (text, words) => {
    expect(linesOf(text, 'error').join('\n')).toContain(words);
  });

  it.each([
    [onWindows()],
    [onFargate('', 'cpu: 8192\n    memory: 16384')],
    [onFargate(OLD, `cpu: 4096\n    memory: 8192${EFS}`)],
  ])('is fine otherwise: %#', (text) => {
    expect(linesOf(text, 'error')).toEqual([]);
  });
});
