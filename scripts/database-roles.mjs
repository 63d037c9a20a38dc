// The two roles of Ikpa and its database: the owner migrates, the application owns nothing.

const quoteName = (name) => `"${name.replaceAll('"', '""')}"`;
const quoteText = (text) => `'${text.replaceAll("'", "''")}'`;

/** Connects, hands the client over, disconnects. */
export async function withClient(url, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** The same server's url for another database. */
export function urlOf(url, database) {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/**
 * Makes a role that can log in and nothing more, or gives an existing one this password and takes its powers.
 *
 * @param {import('pg').Client} client connected as a superuser, or as a role that may create roles
 */
async function setRole(client, { name, password }) {
  const { rowCount } = await client.query('select 1 from pg_roles where rolname = $1', [name]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await client.query(
    `${verb} role ${quoteName(name)} login nosuperuser nocreaterole nocreatedb noreplication nobypassrls
     password ${quoteText(password)}`,
  );
}

/**
 * Makes both roles and the database with what the migrations rest on. Safe to run again.
 *
 * @param {{ adminUrl: string, database: string, owner: { name: string, password: string },
 *   app: { name: string, password: string } }} given
 */
export async function prepareDatabase({ adminUrl, database, owner, app }) {
  await withClient(adminUrl, async (client) => {
    await setRole(client, owner);
    await setRole(client, app);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (rowCount === 0)
      await client.query(`create database ${quoteName(database)} owner ${quoteName(owner.name)}`);
    await client.query(`revoke all on database ${quoteName(database)} from public`);
    await client.query(`grant connect on database ${quoteName(database)} to ${quoteName(app.name)}`);
  });
  await withClient(urlOf(adminUrl, database), async (client) => {
    await client.query('create extension if not exists pg_trgm');
    await client.query('create extension if not exists btree_gin');
    await client.query(`alter schema public owner to ${quoteName(owner.name)}`);
    await client.query('revoke create on schema public from public');
  });
}
