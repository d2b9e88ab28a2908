import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** `unit`: everything that needs no browser. `browser`: a real Chromium on the built site. */
export default defineConfig({
  test: {
    // One fewer is the default, which on two processors leaves one of them idle.
    maxWorkers: availableParallelism(),
    projects: [
      { test: { name: 'unit', include: ['test/**/*.test.ts'], exclude: ['test/browser/**'], testTimeout: 60_000 } },
      {
        test: {
          name: 'browser', include: ['test/browser/**/*.test.ts'], globalSetup: 'test/browser/site.setup.ts',
          testTimeout: 60_000, hookTimeout: 60_000, fileParallelism: false, maxConcurrency: 4,
          // After the others: frames and gestures are measured against a browser that has the machine to itself.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
