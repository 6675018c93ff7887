import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Platform, startPlatform } from './platform.ts';

let park: Platform;
beforeAll(async () => {
  park = await startPlatform();
});
afterAll(() => park?.stop());

describe('a visitor', () => {
  it('finds a Chinese offer by a word inside a longer one, and shows interest; the broker finds it on the desk', async () => {
    const page = await park.visit();
    await page.goto(`${park.address}/zh/`);
    await page.getByRole('searchbox').first().fill('电池');
    await page.getByRole('searchbox').first().press('Enter');
    await page.waitForURL(/q=/);
    const hit = page
      .locator('main')
      .getByRole('link', { name: /电池|电解质/ })
      .first();
    const title = (await hit.innerText()).trim();
    await hit.click();
    await page.waitForURL(/\/opportunities\/[0-9a-f-]{36}/);
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain(title.slice(0, 10));
    // The same page in English, by the switch in the bar.
    await page.getByRole('link', { name: 'English' }).first().click();
    await page.waitForURL(/\/en\/opportunities\//);
    await page.getByLabel('Name', { exact: true }).fill('Anna Rossi');
    await page.getByLabel('E-mail', { exact: true }).fill('anna.rossi@example.org');
    await page
      .getByLabel('Message', { exact: true })
      .fill('We build packs for ships and would like to test samples.');
    // The form proves itself by the time that a person needs.
    await page.waitForTimeout(3500);
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByRole('heading', { name: 'Thank you, your message has arrived' }).waitFor();

    const desk = await park.signIn('broker');
    await desk.goto(`${park.address}/en/desk`);
    await desk.getByText('Anna Rossi').first().waitFor();
    const office = await park.signIn('administrator');
    await office.goto(`${park.address}/en/admin/mail`);
    expect(await office.locator('main').innerText()).toContain('anna.rossi@example.org');
  });

  it('can do it all without JavaScript', async () => {
    const page = await park.visit({ javaScriptEnabled: false });
    await page.goto(`${park.address}/en/opportunities?kind=technology-offer`);
    await page
      .locator('main')
      .getByRole('link', { name: /\w{4,}/ })
      .filter({ hasNotText: /Technology|Export|Order/ })
      .first()
      .waitFor();
    await page.locator('main a[href*="/en/opportunities/0"]').first().click();
    await page.getByLabel('Name', { exact: true }).fill('Kim Minjun');
    await page.getByLabel('E-mail', { exact: true }).fill('not an address');
    await page.getByLabel('Message', { exact: true }).fill('안녕하세요, 자료를 부탁드립니다.');
    await page.waitForTimeout(3500);
    await page
      .locator('form:has([name=message])')
      .evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', ''));
    await page.getByRole('button', { name: 'Send message' }).click();
    // What was typed is still there, with the remedy beside it.
    expect(await page.getByLabel('Message', { exact: true }).inputValue()).toBe(
      '안녕하세요, 자료를 부탁드립니다.',
    );
    expect(await page.locator('main').innerText()).toContain('name@example.org');
    await page.getByLabel('E-mail', { exact: true }).fill('minjun@example.org');
    await page.waitForTimeout(3500);
    await page.getByRole('button', { name: 'Send message' }).click();
    await page.getByRole('heading', { name: 'Thank you, your message has arrived' }).waitFor();
  });
});

describe('a broker', () => {
  it('imports a file, reviews what came in, and publishes it', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'causeway-file-')), 'offers.csv');
    writeFileSync(
      file,
      'id;kind;标题;description;partner;colour\n' +
        `e2e-1;technology-offer;Zirconia lattice filter for brass melts;"${'A printed lattice of zirconia holds back oxides in brass melts. '.repeat(8)}";Foundries;blue\n` +
        'e2e-2;technology-offer;;Without a title;;\n' +
        'e2e-3;nonsense;Wrong kind;;;\n',
    );
    const page = await park.signIn('broker');
    await page.goto(`${park.address}/en/imports`);
    await page.locator('input[type=file][name=files]').setInputFiles(file);
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByRole('heading', { name: 'What would come in' }).waitFor({ timeout: 30_000 });
    // The preview knows what would happen, row by row, and names the column that is no field.
    await page.getByText('row 4').first().waitFor({ timeout: 30_000 });
    expect(await page.locator('main').innerText()).toContain('colour');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await page.getByText('Undo this import').first().waitFor({ timeout: 30_000 });
    const account = (await page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
    expect(account).toContain('Rows 3 Added 2 Updated 0 Unchanged 0 Rejected 1');

    await page.goto(`${park.address}/en/desk`);
    await page.getByRole('link', { name: 'Zirconia lattice filter for brass melts' }).first().click();
    await page.waitForURL(/\/opportunities\//);
    const address = page.url();
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByText('Done. The status has changed.').waitFor();

    const visitor = await park.visit();
    await visitor.goto(address);
    await visitor.getByRole('heading', { level: 1, name: /Zirconia lattice filter/ }).waitFor();
    await visitor.goto(`${park.address}/en/opportunities?q=zirconia+brass`);
    await visitor
      .locator('main')
      .getByRole('link', { name: /Zirconia lattice filter/ })
      .first()
      .waitFor();
  });
});

describe('a member', () => {
  it('posts a request, sees offers that match with reasons, and sends it to review', async () => {
    const page = await park.signIn('member');
    await page.goto(`${park.address}/en/opportunities/new`);
    await page.getByLabel('Kind', { exact: false }).first().selectOption('technology-request');
    await page
      .locator('[name^="title"]:not([type=hidden])')
      .locator('visible=true')
      .first()
      .fill('Ceramic separator with sulfide electrolyte wanted for battery cells');
    await page
      .locator('textarea[name^="description"]')
      .locator('visible=true')
      .first()
      .fill(
        'We look for a solid sulfide electrolyte or a ceramic separator for battery cells that must not burn when pierced.',
      );
    await page.getByRole('button', { name: 'Save' }).last().click();
    await page.waitForURL(/\/opportunities\/[0-9a-f-]{36}$/);
    await page.getByRole('heading', { name: 'Offers that match' }).waitFor();
    const matches = page.locator('section', {
      has: page.getByRole('heading', { name: 'Offers that match' }),
    });
    expect(await matches.getByRole('link').count()).toBeGreaterThan(0);
    expect(await matches.innerText()).toMatch(/electrolyte|separator|battery/i);
    await page.getByRole('button', { name: 'Submit for review' }).click();
    await page.getByText('Done. The status has changed.').waitFor();
    expect(await page.locator('main').innerText()).toContain('Submitted');
  });
});
