// All checks in the order in which they fail fastest: style, types, build, tests, browser journeys.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from './run.mjs';

const bin = (name) => join(root, 'node_modules', name);
const tools = [
  ['style', [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings']],
  ['types', [bin('typescript/bin/tsc'), '--noEmit']],
];

export const chromium = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

let passed = 0;
let failed = 0;
const run = (args, environment = {}) =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } })
    .status ?? 1;

for (const [name, args] of tools) {
  process.stdout.write(`— ${name}\n`);
  if (run(args) === 0) passed++;
  else failed++;
}
build();

/** Runs the test suite and adds up what it counted. */
function suite(words, projects, environment = {}, files = []) {
  process.stdout.write(`— ${words}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'causeway-report-'));
  const report = join(folder, 'report.json');
  const args = [
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...files,
  ];
  const status = run([...args, ...projects.flatMap((project) => ['--project', project])], environment);
  try {
    const counts = JSON.parse(readFileSync(report, 'utf8'));
    passed += counts.numPassedTests;
    failed += counts.numFailedTests;
    // A file that could not be loaded counts no test of its own.
    if (status !== 0 && counts.numFailedTests === 0) failed++;
  } catch {
    failed++;
  }
  rmSync(folder, { recursive: true, force: true });
}

suite('tests', ['pure', 'store']);
if (process.env.SECOND_DATABASE_URL) {
  suite('the same on the PostgreSQL server given', ['store'], {
    TEST_DATABASE_URL: process.env.SECOND_DATABASE_URL,
  });
}
if (chromium) suite('browser journeys', ['e2e']);
else {
  suite('start and stop', ['e2e'], {}, ['e2e/start.test.ts']);
  process.stdout.write('— browser journeys: skipped, no chromium is installed\n');
}

process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
