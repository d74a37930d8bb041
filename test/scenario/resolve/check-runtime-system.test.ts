import { describe, expect, it } from 'vitest';
import { linesOf } from '../reading.js';
import { small } from '../small-scenario.js';
import { onFargate, onWindows } from './fargate-scenario.js';

describe('the runtime of a capacity', () => {
  it('is for its operating system', () => {
    expect(linesOf(onWindows('    runtime: containerd-2.1\n'), 'error')).toEqual([
      expect.stringMatching(
        /^15:14 capacity.web.runtime: containerd-2.1 is for Linux, and these hosts have Windows \(name a preset for Windows: docker-windows, /,
      ),
    ]);
    expect(linesOf(onFargate('    runtime: { preset: fargate-windows }\n'), 'error')[0]).toMatch(
      /^13:24 capacity.web.runtime.preset: fargate-windows is for Windows, and these hosts have Linux/,
    );
    expect(linesOf(onWindows('    runtime: containerd-windows\n'), 'error')).toEqual([]);
  });

  it('has no import rate on Linux', () => {
    const text = small('count: 2', 'count: 2\n    runtime: { importRate: 40 MB/s }');
    expect(linesOf(text)[0]).toContain('docker-25 is for Linux, which imports layers as fast');
  });
});
