import type {} from '@fastify/multipart';
import { DomainError } from '../../domain/errors.ts';
import { TooLarge } from './problem.filter.ts';
import type { IkpaRequest } from './request.ts';

/** The request carries no file, or one without a byte. */
export class NoFile extends DomainError {
  constructor(detail: string) {
    super('no-file', 'invalid', detail, [{ pointer: '/file', detail: 'a file as multipart/form-data' }]);
  }
}

export interface UploadedFile {
  name: string;
  bytes: Uint8Array;
}

const LONGEST_NAME = 200;

/** What the reader of forms says, without a code, about one that is cut short or has no boundary. */
const BROKEN = /^Multipart: Boundary not found$|unexpected end of multipart data$|^Malformed part header$/i;

/** The one file of a multipart request, in memory: the upload limit of the configuration bounds it. */
export async function receiveFile(request: IkpaRequest): Promise<UploadedFile> {
  if (!request.isMultipart()) throw new NoFile('Send the file as multipart/form-data.');
  try {
    const part = await request.file();
    if (part === undefined) throw new NoFile('The request holds no file.');
    const bytes = await part.toBuffer();
    // The reader of forms looks at this only when a piece follows: one may end right at the limit.
    if (part.file.truncated) throw tooLarge();
    return { name: plainName(part.filename), bytes };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'FST_REQ_FILE_TOO_LARGE') {
      throw tooLarge();
    }
    if (error instanceof Error && BROKEN.test(error.message)) {
      throw new NoFile('The form that carries the file is broken off or malformed. Send it again.');
    }
    throw error;
  }
}

function tooLarge(): TooLarge {
  return new TooLarge('The file is larger than this installation takes.');
}

/** The name for people to recognise: no folders, no control characters, not endless. Never used as a path. */
function plainName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  const plain = last.replace(/[\u0000-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, '').trim();
  return plain === '' ? 'file' : plain.slice(0, LONGEST_NAME);
}
