import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import pg from 'pg';

// The floor of the platform's own costs: the same questions in hand-written SQL behind a bare Hono route, with no
// viewer, no grammar, no history.
const pool = new pg.Pool({ connectionString: process.argv[2], max: 10, options: '-c jit=off' });
const app = new Hono();
const key = `coalesce(words_text(name, 'en'), '') collate "en-x-icu"`;

app.get('/list', async (c) => {
  const country = c.req.query('country')!;
  const { rows } = await pool.query({
    name: 'list',
    text: `select id, name, form, status, country, city, founded, codes, summary, website, version, created_at from organisations
           where country = $1 and status = 'published' order by ${key}, id limit 51`,
    values: [country],
  });
  return c.json({ items: rows });
});
app.get('/record/:id', async (c) => {
  const { rows } = await pool.query({
    name: 'record',
    text: 'select * from organisations where id = $1',
    values: [c.req.param('id')],
  });
  return c.json(rows[0]);
});
app.get('/search', async (c) => {
  const { rows } = await pool.query({
    name: 'search',
    text: `select id, title, kind, country, published from opportunities
           where to_tsvector('english', coalesce(words_text(title, 'en'), '') || ' ' || coalesce(words_text(description, 'en'), '')) @@ plainto_tsquery('english', $1)
           order by published_first desc nulls last limit 51`,
    values: [c.req.query('q')],
  });
  return c.json({ items: rows });
});
createServer(getRequestListener(app.fetch)).listen(Number(process.argv[3]));
