// The list route layer by layer, in one process of the built product: each layer is asked by itself, and the process
// says how much processor time it took. Started by layers.ts.
import Fastify from 'fastify';
import { sql } from 'kysely';
import pg from 'pg';
import { buildApp } from '../dist/app.js';
import { loadConfig } from '../dist/config.js';
import { listStatement, listTransactions } from '../dist/features/transactions/transactions.queries.js';
import { Database } from '../dist/platform/database/database.js';

const { BENCH_PURSE: purseId = '', BENCH_USER: userId = '' } = process.env;
const LIST = { limit: 50 };

const app = await buildApp(loadConfig());
await app.listen(0, '127.0.0.1');
const database = app.get(Database);
const inPurse = (work) => database.withPurse({ purseId, userId, readOnly: true }, work);

const pool = new pg.Pool({
  connectionString: process.env.DATABASE_URL,
  max: 10,
  options: `-c app.user_id=${userId} -c app.purse_id=${purseId}`,
});
const said = await inPurse((purse) =>
  Promise.resolve(listStatement(purseId, LIST).compile(purse.em.getKysely())),
);
const prepared = { name: 'list', text: said.sql, values: [...said.parameters] };

const bare = Fastify();
bare.get('/sql', async () => (await pool.query(prepared)).rows);
bare.get('/door', async () =>
  inPurse(async (purse) => (await sql`${listStatement(purseId, LIST)}`.execute(purse.em.getKysely())).rows),
);
bare.get('/read', async () => inPurse((purse) => listTransactions(purse, LIST)));
await bare.listen({ port: 0, host: '127.0.0.1' });

let begun = process.cpuUsage();
process.on('message', (said) => {
  if (said === 'begin') {
    begun = process.cpuUsage();
    process.send('begun');
  } else if (said === 'end') {
    const { user, system } = process.cpuUsage(begun);
    process.send((user + system) / 1000);
  }
});
process.on('disconnect', () => process.exit(0));
process.send({ bare: bare.server.address().port, app: app.getHttpServer().address().port });
