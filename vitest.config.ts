import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Two workers: tests are CPU-bound and the supported machine has two cores.
    maxWorkers: 2,
    coverage: { include: ['src/**'], exclude: ['src/catalog/data/**'] },
  },
});
