// Who paid or was paid, out of what stands in its place: without telephone and till numbers, and without the words
// by which banks say that money moved.

const LEADING_NUMBER = /^\+?[\dx*]{4,20}(?:[\s,;:]*[-\u2013:;,]?\s*|$)/i;
const TRAILING_NUMBER = /[\s,;:(-]*\(?(?:\+?\d[\dx*]{4,20}|0\d{2,3}[ -]\d{3}[ -]\d{3,4})\)?$/i;
const TRAILING_MASK = /[\s,;:(-]*\(?\*{2,12}\d{2,4}\)?$/;
const PARENTHESES = /\s*\((?:[\dx*+ -]{3,24})\)/gi;
const NOT_A_NAME =
  /^(?:your|my|our|you|me|this|(?:the|a\/c|account|acct|acc|wallet|agent|an?|mobile money|atm)$|download|do|check|view|get|register|complete|avoid|stop|pay|buy|transfer|partially|fully)\b/i;
const ROLE = /^(?:المسجل (?:بإسم|باسم)|agent|wakala|merchant|customer|till|lipa|receiver|mr|the)\s*[-:]\s*/i;

/** The name alone, or the number where nothing else is there; null where the text names nobody. */
export function cleanName(text: string): string | null {
  const plain = text.replace(/\s+/g, ' ').trim();
  let name = plain.replace(PARENTHESES, '').replace(ROLE, '');
  if (/[^\W\d_x]{2}|[^\x00-\x7f]{2}/i.test(name.replace(LEADING_NUMBER, '')))
    name = name.replace(LEADING_NUMBER, '');
  const shorter = name.replace(TRAILING_NUMBER, '').replace(TRAILING_MASK, '');
  if (shorter !== '') name = shorter;
  name = trimMarks(name.replace(/\s*\([^)]*$/, ''));
  if (name === '' || NOT_A_NAME.test(name)) return null;
  return name;
}

const MOVED =
  /^(?:(?:nip|mobile|instant|inter\s?bank|web|ussd|internet)\s+)?(?:trf|tfr|transfer|trsf|payment)\s+(?:from|to|frm|ifo)\s+(.+)$/i;
const BOUGHT = /^(?:pos|web|card|online)?\s*(?:purchase|payment|purch|pmt)\s*(?:at|@|to)\s+(.+)$/i;
const AT_SHOP = /^pos\s*\/\s*(.+)$/i;

/** The name that a bank's narration plainly tells, else the narration itself; null for an empty one. */
export function narratedName(text: string): string | null {
  const plain = trimMarks(text.replace(/\s+/g, ' '));
  if (plain === '') return null;
  const told = MOVED.exec(plain)?.[1] ?? BOUGHT.exec(plain)?.[1] ?? AT_SHOP.exec(plain)?.[1];
  return told === undefined || /[/|]/.test(told) ? plain : trimMarks(told.replace(/\s+-.*$/, ''));
}

function trimMarks(text: string): string {
  return text.replace(/^[\s.,;:!()*@#\-\u2013]+/, '').replace(/[\s.,;:!(*@#\-\u2013]+$/, '');
}
