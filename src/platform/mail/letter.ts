/** What one mail says: a few plain paragraphs around one link. */
export interface Letter {
  subject: string;
  /** `Hello Adaeze,` */
  greeting: string;
  before: readonly string[];
  /** What the link does, as a command: `Set a new password`. */
  action: string;
  link: string;
  after: readonly string[];
}

/** Both forms of a letter. They say the same; the HTML form needs nothing from anywhere else. */
export function written(letter: Letter): { subject: string; text: string; html: string } {
  const { subject, greeting, before, action, link, after } = letter;
  const text = [greeting, ...before, `${action}:\n${link}`, ...after, SIGNED].join('\n\n');
  const paragraph = (words: string) => `<p style="margin:0 0 16px">${escaped(words)}</p>`;
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escaped(subject)}</title></head>
<body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif"><div style="max-width:520px;margin:0 auto">
${[greeting, ...before].map(paragraph).join('\n')}
<p style="margin:0 0 16px"><a href="${escaped(link)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:#14532d;color:#ffffff;text-decoration:none">${escaped(action)}</a></p>
<p style="margin:0 0 16px;font-size:14px;word-break:break-all">${escaped(link)}</p>
${[...after, SIGNED].map(paragraph).join('\n')}
</div></body></html>
`;
  return { subject, text: `${text}\n`, html };
}

const SIGNED = 'Ikpa, the purse that knows where you stand';

/**
 * A name that somebody chose, as it may stand in a mail to somebody else: on one line, not longer than a name, and
 * nothing that a mail program would turn into a link of its own.
 */
export function asName(name: string, instead: string): string {
  const plain = name
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, 60);
  return plain === '' || /:\/|www\.|@|\p{L}\.\p{L}{2}/iu.test(plain) ? instead : plain;
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
