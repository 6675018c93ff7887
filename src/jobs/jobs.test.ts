import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { words, world } from '../../test/world.ts';
import { openMailer } from '../mail/index.ts';
import { findLetter, listLetters, queueLetter, requeueLetter } from '../store/index.ts';
import { type Jobs, type JobsOptions, startJobs } from './index.ts';
import { sendLetters } from './send-letters.ts';

const { context, database, put } = await world();

interface Post {
  from: string;
  to: string[];
  data: string;
}

/** A mail server as small as can be (RFC 5321), which takes letters or answers the recipient with a refusal. */
async function postOffice(refusal?: string) {
  const posts: Post[] = [];
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let post: Post = { from: '', to: [], data: '' };
    let inData = false;
    let rest = '';
    socket.write('220 post.test\r\n');
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      rest += chunk.toString('utf8');
      for (;;) {
        const end = inData ? rest.indexOf('\r\n.\r\n') : rest.indexOf('\r\n');
        if (end < 0) return;
        const line = rest.slice(0, end);
        rest = rest.slice(end + (inData ? 5 : 2));
        if (inData) {
          posts.push({ ...post, data: line });
          post = { from: '', to: [], data: '' };
          inData = false;
          socket.write('250 taken\r\n');
        } else if (/^MAIL FROM:/i.test(line)) {
          post.from = line.slice(10);
          socket.write('250 ok\r\n');
        } else if (/^RCPT TO:/i.test(line)) {
          if (!refusal) post.to.push(line.slice(8));
          socket.write(refusal ? `${refusal}\r\n` : '250 ok\r\n');
        } else if (/^DATA/i.test(line)) {
          inData = true;
          socket.write('354 go on\r\n');
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
        else socket.write('250 post.test\r\n');
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    posts,
    mailer: openMailer({ url: `smtp://127.0.0.1:${port}`, from: 'Park <office@park.test>' }),
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

const letter = (over: Partial<{ to: string; subject: string; body: string; language: string }> = {}) =>
  database.transaction((tx) =>
    queueLetter(tx, { to: 'kim@abroad.test', subject: 'Hello', body: 'Dear Kim\n', language: 'en', ...over }),
  );
const latest = async () => (await listLetters(database, 1))[0]!;

async function until(what: () => Promise<boolean>) {
  for (let time = 0; time < 100; time++) {
    if (await what()) return;
    await wait(50);
  }
  throw new Error('It did not happen within five seconds.');
}

const open: Jobs[] = [];
const start = async (options: JobsOptions) => {
  const jobs = await startJobs(context, {
    log: (error) => {
      throw error;
    },
    ...options,
  });
  open.push(jobs);
  return jobs;
};
afterEach(async () => {
  for (const jobs of open.splice(0)) await jobs.close();
  await database.query('delete from letters where true and $1', [true]);
});

describe('letters', () => {
  it('reach the mail server as they are written', async () => {
    const office = await postOffice();
    await start({ mailer: office.mailer });
    await letter({ subject: '合作意向：固态电池', body: '您好！\n', language: 'zh' });
    await until(async () => (await latest()).sentAt !== null);
    expect(office.posts.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: '<office@park.test>', to: ['<kim@abroad.test>'] },
    ]);
    const { data } = office.posts[0]!;
    expect(data).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(data).toMatch(/^Content-Language: zh$/m);
    expect(data).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(data).toContain(`Message-ID: <${(await latest()).id}@park.test>`);
    await office.close();
  });

  it('that waited go out when the sender starts; one that lay for days does not', async () => {
    await letter({ to: 'new@abroad.test' });
    await letter({ to: 'old@abroad.test' });
    await database.query(`update letters set due_at = now() - interval '4 days' where "to" = $1`, [
      'old@abroad.test',
    ]);
    const office = await postOffice();
    expect(await sendLetters(context, office.mailer)).toEqual({ sent: 1, failed: 0 });
    expect(office.posts.map(({ to }) => to)).toEqual([['<new@abroad.test>']]);
    await office.close();
  });

  it('keep the reason of a failure, are tried later and given up in the end; a new start is possible', async () => {
    const office = await postOffice('550 no such person here');
    await letter();
    expect(await sendLetters(context, office.mailer)).toEqual({ sent: 0, failed: 1 });
    const first = await latest();
    expect(first).toMatchObject({ tries: 1, sentAt: null, error: expect.stringContaining('no such person') });
    expect(new Date(first.dueAt).getTime() - Date.now()).toBeGreaterThan(50_000);
    expect(await sendLetters(context, office.mailer)).toEqual({ sent: 0, failed: 0 });
    for (let time = 0; time < 9; time++) {
      await database.query('update letters set due_at = now() where id = $1', [first.id]);
      await sendLetters(context, office.mailer);
    }
    expect(await latest()).toMatchObject({ tries: 8, sentAt: null });
    await office.close();
    expect(await requeueLetter(database, first.id)).toBe(true);
    const kind = await postOffice();
    expect(await sendLetters(context, kind.mailer)).toEqual({ sent: 1, failed: 0 });
    expect((await findLetter(database, first.id))!.error).toBeNull();
    await kind.close();
  });

  it('keep the reason where no mail server answers', async () => {
    const office = await postOffice();
    await office.close();
    await letter();
    expect(await sendLetters(context, office.mailer)).toEqual({ sent: 0, failed: 1 });
    expect((await latest()).error).toMatch(/ECONNREFUSED/);
  });

  it('cannot be made to carry other headers or recipients', async () => {
    const office = await postOffice();
    await letter({
      subject: 'Hello\r\nBcc: all@abroad.test\r\n\r\nother body',
      language: 'en\r\nX-More: 1',
      body: 'one\r\n.\r\nMAIL FROM:<evil@abroad.test>\r\n',
    });
    for (const to of ['kim@abroad.test\r\nBcc: all@abroad.test', 'kim@abroad.test, all@abroad.test'])
      await letter({ to });
    expect(await sendLetters(context, office.mailer)).toEqual({ sent: 1, failed: 2 });
    expect(office.posts.map(({ to }) => to)).toEqual([['<kim@abroad.test>']]);
    const [headers, body] = office.posts[0]!.data.split('\r\n\r\n') as [string, string];
    expect(headers).not.toMatch(/^(Bcc|X-More):/im);
    expect(headers).toContain('Subject: Hello Bcc: all@abroad.test other body');
    expect(body).toContain('MAIL FROM:<evil@abroad.test>');
    await office.close();
  });

  it('are sent once by two senders at the same time', async () => {
    for (let n = 0; n < 30; n++) await letter({ to: `n${n}@abroad.test` });
    const office = await postOffice();
    const done = await Promise.all([
      sendLetters(context, office.mailer),
      sendLetters(context, office.mailer),
    ]);
    expect(done[0].sent + done[1].sent).toBe(30);
    expect(new Set(office.posts.flatMap(({ to }) => to)).size).toBe(30);
    expect(office.posts.length).toBe(30);
    await office.close();
  });
});

describe('the night', () => {
  it('seals the history, closes what has run out, and clears what is no longer asked for', async () => {
    const [id] = await put('opportunity', {
      kind: 'offer',
      title: words('Old offer'),
      status: 'published',
      published: '2020-01-01',
      expires: '2021-01-01',
    });
    await database.query(
      `insert into onces (key, digest, created_at) values ('old', 'x', now() - interval '8 days'), ($1, 'x', now())`,
      ['new'],
    );
    const jobs = await start({ mailer: null, sealEvery: 50 });
    const count = async (text: string, value: unknown) =>
      (await database.query<{ n: number }>(text, [value]))[0]!.n;
    await until(
      async () =>
        (await count(`select count(*) as n from opportunities where id = $1 and status = 'expired'`, id)) ===
        1,
    );
    await until(async () => (await count('select count(*) as n from onces where digest = $1', 'x')) === 1);
    await until(
      async () => (await count('select count(*) as n from changes where place is null and $1', true)) === 0,
    );
    expect(await count('select count(*) as n from changes where record = $1 and place is not null', id)).toBe(
      2,
    );
    await jobs.close();
    open.length = 0;
  });
});
