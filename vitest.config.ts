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
        test: { name: 'pure', include: [...pure, 'test/**/*.test.ts'], testTimeout: 30_000 },
      },
      {
        test: {
          name: 'store',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: pure,
          globalSetup: existsSync('test/database.ts') ? ['test/database.ts'] : [],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
});
