/** README.txt of an export, in plain words. */
export function readmeText(given: {
  exportedAt: string;
  folders: readonly { folder: string; name: string }[];
}): string {
  const purses = given.folders.map(
    ({ folder, name }) => `  ${folder === '' ? 'this folder' : folder}  ${name}`,
  );
  return `Everything that Ikpa keeps, written ${given.exportedAt}

${given.folders.length === 0 ? 'You have no purse.' : `Purses:\n${purses.join('\n')}`}

What is in the folder of a purse
  transactions.csv  every row, the oldest first. Opens in any spreadsheet; text is UTF-8.
  splits.csv        the parts of rows that are split; they add up to their row
  accounts.csv      accounts, each with the balance it was told and the day of it
  categories.csv    categories and what each counts as
  data.json         all of the above and more, complete and exact, for programs: also tags, names, imports,
                    exchange rates, and who changed what. Amounts are whole numbers of the currency's smallest
                    unit (kobo, pesewas, cents).
  purse.journal     the same rows for hledger (https://hledger.org), a free program that works without Ikpa:
                    hledger -f purse.journal balance
  purse.beancount   the same for beancount (https://beancount.github.io): bean-check purse.beancount
  files/            the statements as you gave them

Beside them
  schema.json       describes data.json (JSON Schema)
  manifest.json     every file with its size, its SHA-256 and its number of rows
  person.json       only in the export of a person: who you are here, and where you are signed in

Ikpa makes a new purse of the archive of a purse, here or elsewhere: Settings, Your data, Take in an exported purse.

In the CSV files a text that a spreadsheet would run as a formula has an apostrophe before it; data.json has it as
it was. This archive is not encrypted. It holds all your money matters: keep it where nobody else looks.
`;
}
