import { describe, expect, test } from '@jest/globals';
import { problemsOf } from '../../scripts/lint-migrations.mjs';

const sql = (text: string, comment = ''): string =>
  `${comment}\nexport class M extends Migration {\n  override up() { this.addSql(\`${text}\`); }\n}`;

describe('the lint over migrations', () => {
  test.each([
    'drop table tags',
    'alter table accounts drop column note',
    'alter table accounts drop "note"',
    'alter table accounts rename column note to remark',
    'alter table accounts alter column note set not null',
    'alter table accounts alter column note type varchar(10)',
    'alter table accounts add column note text not null',
    'truncate tags',
  ])('refuses "%s", and lets it pass as a contract', (text) => {
    expect(problemsOf('M', sql(text))).toHaveLength(1);
    expect(problemsOf('M', sql(text, '// contract: nothing reads it since 1.2'))).toEqual([]);
  });

  test.each([
    'create index x on transactions (date)',
    "alter table accounts add constraint c check (note <> '')",
  ])('always refuses "%s"', (text) => {
    expect(problemsOf('M', sql(text, '// contract'))).toHaveLength(1);
  });

  test.each([
    'create table goals (id uuid primary key)',
    'alter table accounts add column note text',
    "alter table accounts add column note text not null default ''",
    'create index concurrently x on transactions (date)',
    "alter table accounts add constraint c check (note <> '') not valid",
    'alter table accounts validate constraint c',
    'alter table accounts drop constraint c',
    'alter table accounts alter column note drop not null',
  ])('accepts "%s"', (text) => {
    expect(problemsOf('M', sql(text))).toEqual([]);
  });

  test('lets a new table have everything at once', () => {
    const text =
      'create table goals (id uuid)`); this.addSql(`alter table goals add constraint c check (id is not null)';
    expect(problemsOf('M', sql(text))).toEqual([]);
  });

  test('holds nothing against what came before the first release', () => {
    expect(problemsOf('Migration20261124000100', sql('drop table tags'))).toEqual([]);
    expect(problemsOf('Migration20270101000000', sql('drop table tags'))).toHaveLength(1);
  });

  test('does not look at the way down, nor at comments', () => {
    const text =
      'up() { this.addSql("select 1"); }\n// drop table x\noverride down() { this.addSql("drop table x"); }';
    expect(problemsOf('M', text)).toEqual([]);
  });
});
