import { describe, expect, it } from 'vitest';
import { resultFolder } from '../../src/cli/result-folder.js';

describe('the folder for results', () => {
  it.each([
    ['pull-policies', 'results/pull-policies'],
    ['Wie schnell? 日本', 'results/Wie schnell- 日本'],
    ['../../etc/x', 'results/--..-etc-x'],
    ['..', 'results/-'],
    ['.hidden', 'results/-hidden'],
    ['C:\\x', 'results/C-x'],
    ['a\nb', 'results/a-b'],
  ])('of %j is %s', (name, folder) => {
    expect(resultFolder('results', name)).toBe(folder);
  });
});
