import { createHash } from 'node:crypto';
import type { ExportManifest, ExportedPurse } from '../../src/features/export/export.contract.ts';
import type { RestoreList, RestoreView } from '../../src/features/restore/restore.contract.ts';
import type { Person, TestApp } from './app.ts';
import { unzip, zipOf } from './zip.ts';

/** The archive of a purse of the person. */
export async function exportOf(
  own: Pick<TestApp, 'baseUrl'>,
  person: Pick<Person, 'client' | 'purse'>,
  path = `${person.purse}/export`,
): Promise<Buffer> {
  const answer = await fetch(`${own.baseUrl}${path}`, {
    headers: { cookie: `ikpa_access=${person.client.cookie('ikpa_access')}` },
  });
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** An archive that is accepted and refused later: its manifest names data that is not there. */
export const archiveWithoutData = (): Buffer => {
  const files = [{ name: 'data.json', bytes: 0, sha256: '', rows: 0 }];
  return archiveOf([['manifest.json', JSON.stringify({ format: 'ikpa-export', version: 1, files })]]);
};

/** Waits until no archive of the person is on its way. */
export async function restoresOver({ client }: Person): Promise<void> {
  for (;;) {
    const { body } = await client.get<RestoreList>('/api/v1/restores');
    if (body.items.every(({ status }) => status === 'done' || status === 'failed')) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Sends an archive and waits until it was taken in or refused. */
export async function restore(person: Person, archive: Uint8Array, patience = 60_000): Promise<RestoreView> {
  const sent = await person.client.upload<RestoreView>('/api/v1/restores', 'purse.zip', archive);
  if (sent.status !== 202) throw new Error(`${sent.status}: ${JSON.stringify(sent.body)}`);
  const until = Date.now() + patience;
  for (;;) {
    const { body } = await person.client.get<RestoreView>(`/api/v1/restores/${sent.body.id}`);
    if (body.status === 'done' || body.status === 'failed') return body;
    if (Date.now() > until) throw new Error(`the restore is still ${body.status}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** An archive of these files, in their order. */
export function archiveOf(files: Iterable<readonly [string, string | Uint8Array]>): Buffer {
  return zipOf([...files].map(([name, bytes]) => ({ name, bytes })));
}

/** The archive with another text in its data, and a manifest that agrees: only a look at what it says can tell. */
export function withData(archive: Buffer, change: (text: string) => string): Buffer {
  const files = unzip(archive);
  const data = Buffer.from(change(files.get('data.json')?.toString() ?? ''));
  files.set('data.json', data);
  const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '') as ExportManifest;
  for (const file of manifest.files) {
    if (file.name !== 'data.json') continue;
    file.bytes = data.length;
    file.sha256 = createHash('sha256').update(data).digest('hex');
  }
  files.set('manifest.json', Buffer.from(JSON.stringify(manifest)));
  return archiveOf(files);
}

export const dataIn = (archive: Buffer): ExportedPurse =>
  JSON.parse(unzip(archive).get('data.json')?.toString() ?? '') as ExportedPurse;

/** The data of a purse without what is new in one made of it: ids are told by what they stand for. */
export function contentOf(archive: Buffer): object {
  const data = dataIn(archive);
  const names = new Map<string, string>();
  const name = (kind: string, items: readonly { id: string }[]) =>
    items.forEach(({ id }, index) => names.set(id, `${kind} ${index}`));
  const imports = data.imports.filter(({ status }) => status === 'committed' || status === 'undone');
  name('account', data.accounts);
  name('category', data.categories);
  name('tag', data.tags);
  name('rule', data.rules);
  name('profile', data.tableProfiles);
  name('import', imports);
  name(
    'statement',
    imports.flatMap(({ statements }) => statements),
  );
  name('row', data.transactions);
  data.transactions.forEach(({ id, transferId, splits }) => {
    if (transferId !== null && !names.has(transferId)) names.set(transferId, `transfer of ${names.get(id)}`);
    name(`part of ${names.get(id)}`, splits);
  });
  name('counterparty', data.counterparties);
  const { purse, members: _, history: __, exportedAt: ___, ...rest } = data;
  const content = {
    ...rest,
    purse: { ...purse, id: '' },
    imports,
    rules: data.rules.map((rule) => ({
      ...rule,
      set: { ...rule.set, tagIds: rule.set.tagIds.map((id) => names.get(id) ?? '').sort() },
    })),
  };
  return JSON.parse(JSON.stringify(content), (_key, value: unknown) =>
    typeof value === 'string' ? (names.get(value) ?? value) : value,
  ) as object;
}
