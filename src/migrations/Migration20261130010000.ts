import { Migration } from '@mikro-orm/migrations';

/** A locked PDF waits for its password, and what was opened of it is kept beside the file that stays locked. */
export class Migration20261130010000 extends Migration {
  override name = 'Migration20261130010000';

  override up(): void {
    this.#allow('imports', 'imports_status_check', 'status', [
      'uploaded',
      'reading',
      'locked',
      'ready',
      'committing',
      'committed',
      'undoing',
      'undone',
      'failed',
    ]);
    this.#allow('import_blocks', 'import_blocks_kind_check', 'kind', ['file', 'opened', 'rows']);
  }

  /** Every row that there is fits: the new list holds the old one. */
  #allow(table: string, name: string, column: string, values: readonly string[]): void {
    const list = values.map((value) => `'${value}'`).join(', ');
    this.addSql(`alter table "${table}" drop constraint "${name}"`);
    this.addSql(
      `alter table "${table}" add constraint "${name}" check ("${column}" in (${list})) not valid`,
    );
    this.addSql(`alter table "${table}" validate constraint "${name}"`);
  }
}
