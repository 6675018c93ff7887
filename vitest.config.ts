import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// Engines and leaves need no database: `npx vitest --project pure` runs them alone.
const pure = ['filter', 'words', 'formats', 'engines', 'records'].map(
  (room) => `src/${room}/**/*.test.{ts,tsx}`,
);

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'pure', include: [...pure, 'test/rooms.test.ts'], testTimeout: 30_000 },
      },
      {
        test: {
          name: 'store',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: [...pure, 'test/rooms.test.ts'],
          globalSetup: existsSync('test/database.ts') ? ['test/database.ts'] : [],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Journeys in a browser against the built platform, one after another.
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
});
