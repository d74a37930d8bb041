import { expect, it } from 'vitest';
import { platformOf } from '../../../src/model/image/platform-of.js';

it('names operating system and architecture as images do', () => {
  expect(platformOf('LINUX', 'X86_64')).toBe('linux/amd64');
  expect(platformOf('LINUX', 'ARM64')).toBe('linux/arm64');
  expect(platformOf('WINDOWS', 'X86_64')).toBe('windows/amd64');
});
