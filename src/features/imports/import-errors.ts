import { DomainError } from '../../domain/errors.ts';
import type { MappingFault, MappingFaultCode } from '../../domain/table-mapping.ts';

/** The import is not in this purse. */
export class ImportNotFound extends DomainError {
  constructor() {
    super('import-not-found', 'not-found', 'There is no such import in this purse.');
  }
}

/** The statement is not in this import. */
export class StatementNotFound extends DomainError {
  constructor() {
    super('statement-not-found', 'not-found', 'There is no such statement in this import.');
  }
}

/** Nothing is kept of a file that could not be read, nor of a phone's messages but the payments among them. */
export class FileNotKept extends DomainError {
  constructor() {
    super('file-not-kept', 'not-found', 'The file of this import is not kept.');
  }
}

/** What was asked does not fit the state the import is in. */
export class WrongImportState extends DomainError {
  constructor(status: string, needed: string) {
    super('wrong-import-state', 'conflict', `The import is ${status}; this needs one that is ${needed}.`);
  }
}

/** Some statement has neither an account nor is it skipped. */
export class StatementUndecided extends DomainError {
  constructor(statementIds: readonly string[]) {
    super(
      'statement-undecided',
      'conflict',
      'Say for each statement which account its rows go to, or skip it.',
      statementIds.map((id) => ({
        pointer: `/statements/${id}`,
        detail: 'no account chosen and not skipped',
      })),
    );
  }
}

/** The balances of some statement do not come out, and nobody said that they need not. */
export class BalancesOff extends DomainError {
  constructor(statementIds: readonly string[]) {
    super(
      'balances-off',
      'conflict',
      'The balances of a statement do not come out: rows may be missing. Accept that, choose, or skip the statement.',
      statementIds.map((id) => ({
        pointer: `/statements/${id}`,
        detail: 'opening + rows is not the closing balance, and acceptProof was not sent',
      })),
    );
  }
}

/** The password does not open the PDF. */
export class WrongPdfPassword extends DomainError {
  constructor() {
    super('wrong-pdf-password', 'invalid', 'That password does not open the PDF. Nothing was kept of it.', [
      { pointer: '/password', detail: 'does not open this PDF' },
    ]);
  }
}

/** The password may be right, but the PDF cannot be read for another reason. */
export class PdfNotReadable extends DomainError {
  constructor(code: string, detail: string) {
    super(code, 'invalid', detail);
  }
}

/** Nothing of the purse may be sent to an AI. */
export class AiNotConsented extends DomainError {
  constructor() {
    super(
      'ai-not-consented',
      'conflict',
      'The owner of this purse has not allowed that anything of it is sent to an AI. They can in the settings.',
    );
  }
}

/** The import needs no AI, or it cannot help. */
export class AiNotOffered extends DomainError {
  constructor() {
    super(
      'ai-not-offered',
      'conflict',
      'The AI reads PDFs alone, and only those that cannot be read otherwise or whose balances do not come out.',
    );
  }
}

/** The file has no such table, or it cannot be mapped. */
export class TableNotFound extends DomainError {
  constructor() {
    super('table-not-found', 'not-found', 'There is no such table in the file of this import.');
  }
}

/** The profile is not in this purse. */
export class ProfileNotFound extends DomainError {
  constructor() {
    super('table-profile-not-found', 'not-found', 'There is no such profile in this purse.');
  }
}

const FAULTS: Record<MappingFaultCode, string> = {
  'no-date': 'choose the column that holds the day',
  'no-amount': 'choose the column that holds the amount, or those of money out and money in',
  twice: 'another column has this meaning already',
  'too-many-columns': 'the table has fewer columns',
  'no-such-row': 'the table has no such row near its beginning',
  'no-days-here': 'none of the first rows has a day here',
  'no-numbers-here': 'none of the first rows has a number here',
  'needs-sides': 'choose a column of money out or of money in, or another rule',
  'needs-type': 'choose the column that says debit or credit, or another rule',
  'needs-balance': 'choose the column of the running balance, or another rule',
  'needs-amount': 'choose a column of amounts, or columns of money out and money in as the rule',
};

/** The table cannot be read by this mapping. */
export class WrongMapping extends DomainError {
  constructor(faults: readonly MappingFault[]) {
    super(
      'wrong-mapping',
      'invalid',
      'The table cannot be read like this.',
      faults.map(({ pointer, code }) => ({ pointer, detail: FAULTS[code] })),
    );
  }
}
