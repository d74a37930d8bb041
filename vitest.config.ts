import { defineConfig } from 'vitest/config';
import { notebookCells } from './test/notebooks/cells-plugin.js';

export default defineConfig({
  plugins: [notebookCells()],
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Two workers: tests are CPU-bound and the supported machine has two cores.
    maxWorkers: 2,
    coverage: { include: ['src/**'], exclude: ['src/catalog/data/**'] },
  },
});
