import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Platform, startPlatform } from './platform.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let park: Platform;
beforeAll(async () => {
  park = await startPlatform();
});
afterAll(() => park?.stop());

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string }[];
}

/** What axe finds serious or critical by WCAG 2.2 A and AA, with the first place of each. */
async function serious(page: Page): Promise<string[]> {
  // Evaluated by the debugger, so that the page's own content policy stays as strict as it is.
  await page.evaluate(axe);
  const violations = await page.evaluate(async () => {
    const { axe: run } = globalThis as unknown as {
      axe: { run(options: object): Promise<{ violations: Violation[] }> };
    };
    return (await run.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] } as object))
      .violations;
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
}

/** Pages of each role; `{opportunity}` and the like stand for the first record of a list. */
const pages: Record<'visitor' | 'member' | 'broker' | 'administrator', string[]> = {
  visitor: [
    '/',
    '/search?q=electrolyte',
    '/opportunities',
    '/opportunities?kind=technology-offer&q=电池',
    '/organisations',
    '/people',
    '/presences?at=2024-01-01',
    '/relations',
    '/places',
    '/sources',
    '{opportunities}',
    '{organisations}',
    '{people}',
    '{places}',
    '/imprint',
    '/privacy',
    '/terms',
    '/sign-in',
    '/reset',
    '/nothing-here',
    '/opportunities?stage=high',
  ],
  member: ['/desk', '/opportunities/new', '/account', '{opportunities}'],
  broker: [
    '/desk',
    '/imports',
    '/interests',
    '{interests}',
    '/reviews',
    '{opportunities}',
    '{organisations}',
    '/organisations/new',
    '/people/new',
    '/admin/people',
  ],
  administrator: ['/admin', '/admin/people', '/admin/mail'],
};

const resolve = async (page: Page, language: string, path: string): Promise<string | undefined> => {
  const list = /^\{(\w+)\}$/.exec(path)?.[1];
  if (!list) return `/${language}${path}`;
  await page.goto(`${park.address}/${language}/${list}`);
  return (
    (await page.locator(`main a[href^="/${language}/${list}/0"]`).first().getAttribute('href')) ?? undefined
  );
};

describe('every page', () => {
  for (const role of ['visitor', 'member', 'broker', 'administrator'] as const) {
    it(`is accessible for a ${role}: light English and dark Chinese, nothing serious`, async () => {
      const found: Record<string, string[]> = {};
      const complaints: string[] = [];
      for (const [language, colorScheme] of [
        ['en', 'light'],
        ['zh', 'dark'],
      ] as const) {
        const page =
          role === 'visitor' ? await park.visit({ colorScheme }) : await park.signIn(role, { colorScheme });
        page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`));
        page.on('console', (message) => {
          if (message.type() === 'error' && /content security policy|refused to/i.test(message.text()))
            complaints.push(`${page.url()}: ${message.text()}`);
        });
        for (const path of pages[role]) {
          const address = await resolve(page, language, path);
          expect(address, `${path} has a record to look at`).toBeDefined();
          const answer = await page.goto(park.address + address);
          expect([address, (answer?.status() ?? 0) < 500]).toEqual([address, true]);
          const trouble = await serious(page);
          if (trouble.length > 0) found[address!] = trouble;
        }
      }
      expect(found).toEqual({});
      expect(complaints).toEqual([]);
    }, 240_000);
  }

  it('fits a phone: nothing runs out of the screen', async () => {
    const page = await park.visit({ viewport: { width: 390, height: 844 } });
    const wide: string[] = [];
    for (const path of [
      '/',
      '/opportunities',
      '/organisations',
      '{opportunities}',
      '{organisations}',
      '/sign-in',
    ]) {
      const address = await resolve(page, 'en', path);
      await page.goto(park.address + address);
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) wide.push(`${address}: ${over}px`);
    }
    expect(wide).toEqual([]);
  });
});
