import { expect, it } from 'vitest';
import { files, linesOf } from '../reading.js';
import { small } from '../small-scenario.js';

const text = small('layers:\n      - { size: 30 MiB, files: 100 }', 'manifest: ./m.json');

it('says at the name of a file why it cannot be read', () => {
  expect(linesOf(text, 'error', files({}))).toEqual([
    '5:15 images.api.manifest: cannot read ./m.json: there is no such file (paths are relative to the scenario file)',
  ]);
  expect(linesOf(text)[0]).toContain('cannot read ./m.json: files cannot be read here');
});

it('refuses a file that is too large', () => {
  expect(linesOf(text, 'error', files({ './m.json': ' '.repeat(9_000_000) }))[0]).toContain(
    './m.json has 9000000 characters',
  );
});
