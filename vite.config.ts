import { existsSync, readdirSync } from 'node:fs';
import { defineConfig, type UserConfig } from 'vite';

const workers = existsSync('src/jobs/workers')
  ? readdirSync('src/jobs/workers').filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  : [];

/** `--mode client` makes what browsers load, `--mode server` the programs; both land in dist/. */
export default defineConfig(
  ({ mode }): UserConfig =>
    mode === 'client'
      ? {
          build: {
            outDir: 'dist/assets',
            assetsDir: '.',
            manifest: 'manifest.json',
            rolldownOptions: { input: { client: 'src/web/client/client.ts' } },
          },
          base: '/assets/',
        }
      : {
          build: {
            ssr: true,
            target: 'node24',
            outDir: 'dist',
            emptyOutDir: false,
            sourcemap: true,
            rolldownOptions: {
              input: {
                main: 'src/main.ts',
                'workers/index-builder': 'src/search/index-builder.ts',
                'workers/tables-builder': 'src/search/tables-builder.ts',
                ...Object.fromEntries(
                  workers.map((name) => [`workers/${name.slice(0, -3)}`, `src/jobs/workers/${name}`]),
                ),
              },
              output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
            },
          },
          oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
        },
);
