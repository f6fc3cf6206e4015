import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { missingForTests, testTags } from './build/lib/needs.mjs';
import { skipReporter } from './build/lib/skip-reporter.mjs';
import { convasText } from './templates/convas-text.ts';

const missing = await missingForTests();

/** Tests of what this machine lacks are skipped. */
const tags = Object.entries(testTags).map(([name, description]) => ({
  name,
  description,
  ...(missing[name as keyof typeof testTags] && { skip: true }),
}));

const env = {
  // The same kernels on every run of the tests: none are measured, and none that were are used.
  CONVAS_KERNELS: 'default',
  // Where native TensorFlow cannot be obtained, what needs an engine runs on the next best (tests/support/backend.ts).
  ...(missing.native && { CONVAS_BACKEND: process.env['CONVAS_BACKEND'] || 'wasm' }),
};

/** WebAssembly and plain JavaScript take several times as long as native TensorFlow. */
const patience = missing.native || process.env['CONVAS_BACKEND'] ? 5 : 1;

/** Virtual screens for window tests (build/lib/screens.mjs). */
const screens = process.env['CONVAS_SCREENS']?.split(',').length ?? 1;

/** What is polled for comes late on a busy machine: the second that Vitest waits by itself is for idle ones. */
const expectation = { poll: { timeout: 25_000, interval: 50 } };

export default defineConfig({
  test: {
    // A test that waits on a race passes alone and fails in company: no retries, so that it is seen. (Of window tests,
    // build/test.mjs runs a file that failed once more, alone, and names what passed only then.)
    retry: 0,
    reporters: ['default', skipReporter(missing)],
    projects: [
      {
        plugins: [convasText],
        // A busy machine is slower by far: a limit is there for what hangs.
        test: {
          name: 'unit',
          maxWorkers: 2,
          expect: expectation,
          include: ['{src,electron,templates,build}/**/*.test.ts'],
          // Pure code shares its modules: loading them again for each file would take as long as the tests.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react(), convasText],
        test: {
          name: 'renderer',
          expect: expectation,
          environment: 'happy-dom',
          maxWorkers: 2,
          // Loading the modules again for each file would take longer than the tests.
          isolate: false,
          setupFiles: ['renderer/testing/freshWindow.ts'],
          include: ['renderer/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
        },
      },
      {
        plugins: [convasText],
        test: {
          name: 'conformance',
          expect: expectation,
          env,
          tags,
          // The thread that makes batches is loaded as it ships: bundled.
          globalSetup: 'build/test-thread.mjs',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**'],
          // A native addon is loaded once a process, and TensorFlow takes both cores by itself.
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: patience * 60_000,
          hookTimeout: patience * 120_000,
        },
      },
      {
        plugins: [convasText],
        test: {
          name: 'e2e',
          expect: { poll: { timeout: 60_000, interval: 100 } },
          env,
          tags,
          include: ['tests/e2e/**/*.test.ts'],
          setupFiles: ['tests/e2e/support/screen.ts'],
          pool: 'forks',
          // Side by side on screens of their own; what `DISPLAY` names is one.
          maxWorkers: screens,
          fileParallelism: screens > 1,
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
