import pg from 'pg';

/** Why the database at an address cannot be used, in words without its password; undefined where it can. */
export async function unusable(url: string): Promise<string | undefined> {
  const example = 'postgres://user:password@host:5432/name';
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol))
    return `DATABASE_URL is no address of a PostgreSQL database. It looks like ${example}`;
  const { host, pathname } = new URL(url);
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
       current_setting('server_encoding') as encoding`,
    );
    const [{ version, number, encoding }] = rows;
    if (number < 150_000) return `PostgreSQL 15 or later is needed; the server at ${host} is ${version}.`;
    if (encoding !== 'UTF8')
      return `The database ${pathname.slice(1)} at ${host} is encoded as ${encoding}; UTF8 is needed.`;
    return undefined;
  } catch (error) {
    // A host of several addresses fails with several errors.
    const [first = error] = error instanceof AggregateError ? error.errors : [error];
    return `The database ${pathname.slice(1)} at ${host} cannot be reached: ${(first as Error).message}. See DATABASE_URL.`;
  } finally {
    await client.end().catch(() => {});
  }
}
