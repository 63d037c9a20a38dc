export interface MoneyStyle {
  group: string;
  decimal: string;
  decimals?: number;
  /** How money out, or a balance below zero, is marked. */
  negative: 'minus' | 'brackets' | 'dr' | 'trailing' | 'none';
  /** How money in is marked. */
  positive?: 'cr' | 'plus';
  before?: string;
  /** What an empty cell shows. */
  blank?: string;
  /** The column of money out has a minus of its own. */
  minusOut?: boolean;
}

const MONTHS: Record<string, string[]> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  fr: ['janv', 'févr', 'mars', 'avr', 'mai', 'juin', 'juil', 'août', 'sept', 'oct', 'nov', 'déc'],
  pt: ['jan', 'fev', 'mar', 'abr', 'mai', 'jun', 'jul', 'ago', 'set', 'out', 'nov', 'dez'],
};

/** 'YYYY-MM-DD' by a pattern of YYYY, YY, MM, DD and MMM (`MMM:fr` names the language); the rest stays. */
export function shownDate(day: string, pattern: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = (language: string) => MONTHS[language]?.[Number(month) - 1] ?? month;
  return pattern
    .replace(/MMM:(\w\w)/, (_, language: string) => name(language))
    .replace('MMM', name('en'))
    .replace('YYYY', year)
    .replace('YY', year.slice(2))
    .replace('MM', month)
    .replace('DD', date);
}

export function shownMoney(amount: string, style: MoneyStyle): string {
  const negative = amount.startsWith('-');
  const [whole = '0', cents = ''] = amount.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, style.group);
  const decimals = style.decimals ?? 2;
  const bare = `${style.before ?? ''}${grouped}${decimals === 0 ? '' : style.decimal + cents}`;
  if (!negative)
    return style.positive === 'cr' ? `${bare} CR` : style.positive === 'plus' ? `+${bare}` : bare;
  switch (style.negative) {
    case 'minus':
      return `-${bare}`;
    case 'brackets':
      return `(${bare})`;
    case 'dr':
      return `${bare} DR`;
    case 'trailing':
      return `${bare}-`;
    case 'none':
      return bare;
  }
}
