import { Refusal } from './refusal.ts';
import type { CsvDialect, ParsedStatement, ParseLimits } from './statement.ts';
export function parseCsv(
  _text: string,
  _country: string,
  _limits: ParseLimits,
  _onProgress?: (rowsSoFar: number) => void,
): { statement: ParsedStatement; dialect: CsvDialect } {
  throw new Refusal('unknown-format', 'The file is no statement.');
}
