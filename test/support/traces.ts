import type { TestDatabase } from './database.ts';
import { asOwner } from './owner.ts';

/** Every table of every schema that still holds one of the texts, as text, as JSON or as bytes: `schema.table: text`. */
export async function tracesOf(database: TestDatabase, texts: readonly string[]): Promise<string[]> {
  return asOwner(database, async (owner) => {
    const tables = await owner.query<{ name: string }>(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') order by 1`);
    const found: string[] = [];
    for (const { name } of tables.rows) {
      for (const text of texts) {
        const hex = Buffer.from(text).toString('hex');
        const rows = await owner.query(
          `select 1 from ${name} t where strpos(t::text, $1) > 0 or strpos(t::text, $2) > 0 limit 1`,
          [text, hex],
        );
        if (rows.rowCount !== 0) found.push(`${name}: ${text}`);
      }
    }
    return found;
  });
}
