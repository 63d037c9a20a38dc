import { createWriteStream } from 'node:fs';
import { readFile, unlink } from 'node:fs/promises';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { COUNTRY_CODES } from '../../domain/country.ts';
import { OperatorsService } from '../../features/admin/operators.service.ts';
import { Email } from '../../features/auth/auth.contract.ts';
import { DeletionService } from '../../features/deletion/deletion.service.ts';
import { RemovalService } from '../../features/deletion/removal.service.ts';
import { ExportService } from '../../features/export/export.service.ts';
import { ArchiveRefusal } from '../../features/restore/archive/archive-refusal.ts';
import { NotAnArchive } from '../../features/restore/restore-errors.ts';
import { RestoreJob } from '../../features/restore/restore.job.ts';
import { RestoreService } from '../../features/restore/restore.service.ts';
import { Clock } from '../../platform/clock.ts';
import { WrongUsage } from './command.ts';
import type { Command } from './command.ts';

const NO_SESSION = '00000000-0000-0000-0000-000000000000';

function address(given: string | undefined): string {
  const read = Email.safeParse(given);
  if (!read.success) throw new WrongUsage(`${given} is no e-mail address.`);
  return read.data;
}

const once = 'It works once, until';

export const people: Command[] = [
  {
    name: 'admin create',
    args: ['EMAIL'],
    summary: 'add an administrator; prints the link that sets their password',
    options: {
      name: { type: 'string', about: 'what to call them (Administrator)' },
      country: { type: 'string', about: 'where they live, two letters (NG)' },
    },
    run: async (app, { args, options }) => {
      const country = COUNTRY_CODES.find((code) => code === (options['country'] ?? 'NG'));
      if (country === undefined) throw new WrongUsage(`--country is one of ${COUNTRY_CODES.join(', ')}.`);
      const name = `${options['name'] ?? 'Administrator'}`;
      const made = await app
        .get(OperatorsService)
        .createAdministrator({ email: address(args[0]), name, country });
      return { lines: [made.link, `${once} ${made.expiresAt}.`], data: made };
    },
  },
  {
    name: 'admin promote',
    args: ['EMAIL'],
    summary: 'make a person an administrator',
    run: async (app, { args }) => {
      const email = address(args[0]);
      await app.get(OperatorsService).setAdministrator(email, true);
      return { lines: [`${email} is an administrator.`], data: { email, isAdministrator: true } };
    },
  },
  {
    name: 'admin demote',
    args: ['EMAIL'],
    summary: 'make an administrator an ordinary person again',
    run: async (app, { args }) => {
      const email = address(args[0]);
      await app.get(OperatorsService).setAdministrator(email, false);
      return { lines: [`${email} is no administrator.`], data: { email, isAdministrator: false } };
    },
  },
  {
    name: 'password link',
    args: ['EMAIL'],
    summary: 'print a link by which a person sets a new password',
    run: async (app, { args }) => {
      const made = await app.get(OperatorsService).resetLink(address(args[0]));
      return { lines: [made.link, `${once} ${made.expiresAt}.`], data: made };
    },
  },
  {
    name: 'password temporary',
    args: ['EMAIL'],
    summary: 'give a person a password to tell them, and sign them out everywhere',
    run: async (app, { args }) => {
      const password = await app.get(OperatorsService).temporaryPassword(address(args[0]));
      return { lines: [password, 'Ask them to change it in their settings.'], data: { password } };
    },
  },
  {
    name: 'person export',
    args: ['EMAIL'],
    summary: 'write everything of a person and of every purse they belong to as a ZIP archive',
    options: { to: { type: 'string', about: 'the file, which must not be there yet' } },
    run: async (app, { args, options }) => {
      const file = options['to'];
      if (typeof file !== 'string') throw new WrongUsage('--to FILE says where the archive goes.');
      const userId = await app.get(OperatorsService).idOf(address(args[0]));
      const exported = { userId, sessionId: NO_SESSION, requestId: 'operator' };
      const { stream } = await app.get(ExportService).person(exported);
      const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
      await new Promise<void>((resolve, reject) => {
        out.once('open', () => resolve());
        out.once('error', (error) => reject(new WrongUsage(error.message)));
      }).catch((error: unknown) => {
        stream.destroy();
        throw error;
      });
      try {
        await pipeline(stream, out);
      } catch (error) {
        await unlink(file);
        throw error;
      }
      return { lines: [`${file}: ${out.bytesWritten} bytes`], data: { file, bytes: out.bytesWritten } };
    },
  },
  {
    name: 'person restore',
    args: ['EMAIL'],
    summary: 'make a new purse of a person from the ZIP archive of an exported one',
    details: [
      'All of it is taken in, or nothing. It is done when the command ends; the person is its owner.',
    ],
    options: { from: { type: 'string', about: 'the archive' } },
    run: async (app, { args, options }) => {
      const file = options['from'];
      if (typeof file !== 'string') throw new WrongUsage('--from FILE says where the archive is.');
      const bytes = await readFile(file).catch((error: unknown) => {
        throw new WrongUsage(error instanceof Error ? error.message : String(error));
      });
      const userId = await app.get(OperatorsService).idOf(address(args[0]));
      const restores = app.get(RestoreService);
      const { id } = await restores.receive(userId, { name: basename(file), bytes }, null);
      // A worker may be faster: whoever comes second changes nothing.
      await app.get(RestoreJob).run({ restoreId: id, userId }, new AbortController().signal);
      const { purseId, rows, problem } = await restores.show(userId, id);
      if (problem !== null) {
        const { code, detail, where } = problem;
        throw new NotAnArchive(new ArchiveRefusal(code, detail, where ?? undefined));
      }
      return { lines: [`${purseId}: ${rows} transactions`], data: { purseId, rows } };
    },
  },
  {
    name: 'person delete',
    args: ['EMAIL'],
    summary: 'delete a person and the purses that only they have',
    details: [
      'Without --now it happens after DELETION_GRACE_DAYS, and signing in takes it back. With --now it is done',
      'before the command ends, for good. Refused while the person owns purses that others share.',
    ],
    options: {
      yes: { type: 'boolean', about: 'you mean it' },
      now: { type: 'boolean', about: 'without the time of grace' },
    },
    run: async (app, { args, options }) => {
      if (options['yes'] !== true) throw new WrongUsage('--yes says that you mean it.');
      const operators = app.get(OperatorsService);
      const userId = await operators.idOf(address(args[0]));
      const isNow = options['now'] === true;
      const at = isNow ? app.get(Clock).now() : undefined;
      const { deletesAt } = await app.get(DeletionService).requestForPerson(userId, at);
      await operators.signOut(userId);
      if (isNow) await app.get(RemovalService).removePerson(userId);
      const words = isNow ? 'deleted for good' : `will be deleted at ${deletesAt}`;
      return { lines: [`${args[0]}: ${words}`], data: { userId, deletesAt, deleted: isNow } };
    },
  },
];
