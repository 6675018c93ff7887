import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { broker, memberOf, world } from '../../../test/world.ts';
import { startTasks } from '../../jobs/tasks.ts';
import { visitor } from '../../records/index.ts';
import { web } from '../index.tsx';
import { BadForm, boundaryOf, readParts, TooLarge } from './multipart.ts';

const { context, database, onClose } = await world();
const app = web(context, async (request) => {
  const role = request.headers.get('x-role');
  return role === 'visitor'
    ? visitor
    : role === 'member'
      ? memberOf('01900000-0000-7000-8000-000000000000')
      : broker;
});
const runner = startTasks(context, { every: 50, log: () => {} });
onClose(() => runner.close());

const own = { 'sec-fetch-site': 'same-origin' };

function upload(
  files: { name: string; bytes: BlobPart }[],
  kind = 'opportunity',
  headers: Record<string, string> = {},
) {
  const form = new FormData();
  form.set('kind', kind);
  for (const { name, bytes } of files) form.append('files', new File([bytes], name));
  return app.request('/en/imports', { method: 'POST', body: form, headers: { ...own, ...headers } });
}

const post = (path: string, fields: Record<string, string> = {}) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(fields), headers: own });

/** The page of a piece of work once it has ended. */
async function ended(path: string): Promise<string> {
  for (let tries = 0; tries < 400; tries++) {
    const answer = await app.request(path);
    const html = await answer.text();
    expect(answer.status).toBe(200);
    if (html.includes('data-poll="ended"')) return html;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('The work did not end.');
}

const numberOf = (html: string, name: string) =>
  Number(new RegExp(`<dt>${name}</dt><dd[^>]*>([\\d,]+)`).exec(html)?.[1]?.replaceAll(',', ''));

const csv = [
  'ID,标题,Description,Art',
  '1,Pumpe,Eine gute Pumpe für alle Fälle und für die Werkstatt,technology-offer',
  '2,Ventil,Ein Ventil,no-such-kind',
].join('\n');

describe('import in the browser', () => {
  it('goes from upload over preview and mapping to account and undo', async () => {
    const sent = await upload([{ name: 'angebote.csv', bytes: csv }]);
    expect(sent.status).toBe(303);
    const preview = sent.headers.get('location')!;
    const first = await ended(preview);
    expect([numberOf(first, 'Rows'), numberOf(first, 'Added'), numberOf(first, 'Rejected')]).toEqual([
      2, 1, 1,
    ]);
    expect(first).toMatch(/<option value="title" selected[^>]*>Title</);
    expect(first).toContain('angebote.csv · row 3');
    expect(await database.query('select id from opportunities')).toEqual([]);

    // The person says that all rows are requests, and that the description is none.
    const again = await post(`${preview}/preview`, {
      columns: 'shown',
      'column.0': 'id',
      'column.1': 'title',
      'column.2': '',
      'column.3': '',
      'constant.kind': 'technology-request',
      source: 'Werk',
    });
    const second = again.headers.get('location')!;
    const html = await ended(second);
    expect([numberOf(html, 'Added'), numberOf(html, 'Rejected')]).toEqual([2, 0]);

    const run = await post(`${second}/run`, {
      source: 'Werk',
      columns: 'shown',
      'column.0': 'id',
      'column.1': 'title',
      'constant.kind': 'technology-request',
      _once: 'key-1234',
    });
    const twice = await post(`${second}/run`, {
      source: 'Werk',
      columns: 'shown',
      'column.0': 'id',
      'column.1': 'title',
      'constant.kind': 'technology-request',
      _once: 'key-1234',
    });
    expect(twice.headers.get('location')).toBe(run.headers.get('location'));
    const done = await ended(run.headers.get('location')!);
    expect([numberOf(done, 'Added'), numberOf(done, 'Rejected')]).toEqual([2, 0]);
    const rows = await database.query<{ kind: string; sender: string; notes: object }>(
      'select kind, sender, notes from opportunities order by reference',
    );
    expect(rows[0]).toEqual({
      kind: 'technology-request',
      sender: 'Werk',
      notes: { Description: 'Eine gute Pumpe für alle Fälle und für die Werkstatt', Art: 'technology-offer' },
    });
    const problems = await app.request(`${run.headers.get('location')}/problems.csv`);
    expect(await problems.text()).toContain('unknown-columns');
    const list = await (await app.request('/zh/imports')).text();
    expect(list).toContain('共 2 行：新增 2，更新 0，未变 0，拒绝 0');

    const undone = await post(`${run.headers.get('location')}/undo`);
    expect(undone.status).toBe(303);
    expect(await database.query('select id from opportunities')).toEqual([]);
    expect(await (await app.request(run.headers.get('location')!)).text()).toContain('Undone: 3 deleted');
  }, 60_000);

  it('is for staff, from our own pages, with a file, of a modest size', async () => {
    expect((await app.request('/en/imports', { headers: { 'x-role': 'member' } })).status).toBe(403);
    expect(
      (await app.request('/en/imports', { headers: { 'x-role': 'visitor' } })).headers.get('location'),
    ).toMatch(/^\/en\/sign-in/);
    expect(
      (await upload([{ name: 'a.csv', bytes: csv }], 'opportunity', { 'x-role': 'member' })).status,
    ).toBe(403);
    expect(
      (await upload([{ name: 'a.csv', bytes: csv }], 'opportunity', { 'sec-fetch-site': 'cross-site' }))
        .status,
    ).toBe(403);
    expect((await upload([])).status).toBe(400);
    expect((await upload([{ name: 'a.csv', bytes: csv }], 'no-such-kind')).status).toBe(400);
    expect((await app.request('/en/imports/01900000-0000-7000-8000-000000000000')).status).toBe(404);
    const huge = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const answer = await app.request('/en/imports', {
      method: 'POST',
      body: huge,
      duplex: 'half',
      headers: { ...own, 'content-type': 'multipart/form-data; boundary=x' },
    } as RequestInit);
    expect(answer.status).toBe(413);
  }, 60_000);
});

/** A workbook whose one sheet unpacks to a thousand times its size. */
function bomb(): Uint8Array<ArrayBuffer> {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const content = Buffer.alloc(50_000_000, ' ');
  const packed = deflateRawSync(content);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(content.length, 22);
  head.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt32LE(content.length, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(head.length + name.length + packed.length, 16);
  return new Uint8Array(Buffer.concat([head, name, packed, entry, name, end]));
}

/** `kind,title` … in an encoding that is not UTF-8. */
const gb18030 = Buffer.concat([
  Buffer.from('id,kind,title\n1,technology-offer,'),
  Buffer.from([0xb9, 0xcc, 0xcc, 0xac, 0xb5, 0xe7, 0xb3, 0xd8, 0xbc, 0xbc, 0xca, 0xf5]),
  Buffer.from('\n'),
]);
const utf16 = Buffer.concat([
  Buffer.from([0xff, 0xfe]),
  Buffer.from('id,kind,title\n1,technology-offer,固态电池\n', 'utf16le'),
]);

describe('hostile and foreign files', () => {
  it.each([
    ['bomb.xlsx', bomb(), 'Failed', 0],
    ['columns.csv', `${Array.from({ length: 10_000 }, (_, index) => `c${index}`).join(',')}\n1`, 'Failed', 0],
    ['open-quote.csv', 'kind,title\ntechnology-offer,"never closed\n', 'Failed', 0],
    ['half.json', '[{"kind":"technology-offer","title":"Half"},{"kind":', 'Failed', 0],
    ['picture.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3, 0, 0, 0]), 'Failed', 0],
    ['formulas.csv', 'id,kind,title\n1,technology-offer,"=cmd|\' /C calc\'!A0"\n', 'Done', 1],
    [
      'ragged.csv',
      'id,kind,title\n1,technology-offer,Fine,and,more\n2,technology-offer\n3,technology-offer,Good\n',
      'Done',
      2,
    ],
    ['gb.csv', new Uint8Array(gb18030), 'Done', 1],
    ['utf16.csv', new Uint8Array(utf16), 'Done', 1],
  ])(
    '%s gets a clear answer',
    async (name, bytes, state, added) => {
      const path = (await upload([{ name, bytes }])).headers.get('location')!;
      const preview = await ended(path);
      expect(preview).toContain(`>${state}</span>`);
      if (state === 'Failed') {
        expect(preview).toMatch(/role="alert">[^<]*\w/);
        expect(preview).not.toContain('Something went wrong here');
      }
      const run = (await post(`${path}/run`)).headers.get('location')!;
      const done = await ended(run);
      expect(done).toContain(`>${state}</span>`);
      const rows = await database.query('select id from opportunities where sender = $1', [name]);
      expect(rows).toHaveLength(added);
    },
    60_000,
  );

  it('leave pages quick while a hundred megabytes come in, and can be stopped', async () => {
    const row = (index: number) =>
      JSON.stringify({
        id: index,
        kind: 'technology-offer',
        title: `Row ${index}`,
        description: 'word '.repeat(400),
        language: 'en',
      });
    const lines = Array.from({ length: 45_000 }, (_, index) => row(index)).join('\n');
    expect(lines.length).toBeGreaterThan(90_000_000);
    const { newUpload, startImport } = await import('../../actions/index.ts');
    const incoming = await newUpload(context, broker);
    await incoming.receive(
      'large.jsonl',
      (async function* () {
        yield Buffer.from(lines);
      })(),
    );
    const id = await startImport(
      context,
      { viewer: broker, door: 'page' },
      { kind: 'opportunity', files: incoming.files },
    );
    const times: number[] = [];
    let seen = '';
    while (times.length < 60 && !(times.length > 20 && /[1-9][\d,]* of 45,000 rows/.test(seen))) {
      const start = performance.now();
      seen = await (await app.request(`/en/imports/${id}`)).text();
      await database.query('select count(*) from opportunities');
      times.push(performance.now() - start);
      await new Promise((done) => setTimeout(done, 100));
    }
    expect(seen).toContain('data-poll="running"');
    times.sort((a, b) => a - b);
    expect(times[Math.floor(times.length * 0.9)]).toBeLessThan(200);
    await post(`/en/imports/${id}/cancel`);
    const html = await ended(`/en/imports/${id}`);
    expect(html).toContain('>Cancelled</span>');
    expect(await database.query(`select id from opportunities where sender = 'large.jsonl'`)).toEqual([]);
  }, 60_000);
});

describe('a form with files', () => {
  async function* chunked(bytes: Buffer, size: number) {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const body = Buffer.from(
    '--B\r\nContent-Disposition: form-data; name="kind"\r\n\r\nopportunity\r\n--B\r\nContent-Disposition: form-data; name="files"; filename="a %22b%22.csv"\r\nContent-Type: text/csv\r\n\r\n\r\n--X\r\n-\r\n--B\r\nContent-Disposition: form-data; name="files"; filename=""\r\n\r\n\r\n--B--\r\n',
  );

  it('is read in pieces of any size', async () => {
    for (let size = 1; size <= body.length; size += 1) {
      const parts: [string, string | undefined, string][] = [];
      for await (const part of readParts(chunked(body, size), 'B', 10_000)) {
        const pieces: Uint8Array[] = [];
        for await (const piece of part.pieces) pieces.push(Buffer.from(piece));
        parts.push([part.name, part.fileName, Buffer.concat(pieces).toString()]);
      }
      expect(parts).toEqual([
        ['kind', undefined, 'opportunity'],
        ['files', 'a "b".csv', '\r\n--X\r\n-'],
        ['files', '', ''],
      ]);
    }
  });

  it('ends with a word where it is cut off or too large', async () => {
    const read = async (bytes: Buffer, limit = 10_000) => {
      for await (const part of readParts(chunked(bytes, 7), 'B', limit)) for await (const _ of part.pieces);
    };
    await expect(read(body.subarray(0, 100))).rejects.toThrow(BadForm);
    await expect(read(body, 100)).rejects.toThrow(TooLarge);
    expect([
      boundaryOf('multipart/form-data; boundary="a b"'),
      boundaryOf('multipart/form-data; boundary=x'),
      boundaryOf('text/csv'),
    ]).toEqual(['a b', 'x', undefined]);
  });
});
