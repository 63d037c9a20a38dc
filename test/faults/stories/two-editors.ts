import type { Person } from '../support/house.ts';
import type { Story } from '../support/story.ts';

const ROUNDS = 15;

interface Edited {
  name: string;
  /** Makes the thing that two people change; answers where it is read and changed. */
  make(person: Person): Promise<{ read: string; change: string; method: string }>;
  body(text: string, person: Person): unknown;
  /** What the body's text became in the thing. */
  said(view: Record<string, unknown>): unknown;
}

const created = async (person: Person, path: string, body: unknown): Promise<string> => {
  const answer = await person.client.post<{ id: string }>(`${person.purse}${path}`, body);
  if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body.id;
};

const row = (person: Person) =>
  created(person, '/transactions', { accountId: person.accountId, date: '2026-03-01', amount: -1000 });

const at = (path: string) => ({ read: path, change: path, method: 'PATCH' });

const THINGS: Edited[] = [
  {
    name: 'purse',
    make: (person) => Promise.resolve(at(person.purse)),
    body: (name) => ({ name }),
    said: ({ name }) => name,
  },
  {
    name: 'account',
    make: (person) => Promise.resolve(at(`${person.purse}/accounts/${person.accountId}`)),
    body: (name) => ({ name }),
    said: ({ name }) => name,
  },
  {
    name: 'transaction',
    make: async (person) => at(`${person.purse}/transactions/${await row(person)}`),
    body: (note) => ({ note }),
    said: ({ note }) => note,
  },
  {
    name: 'splits',
    make: async (person) => {
      const read = `${person.purse}/transactions/${await row(person)}`;
      return { read, change: `${read}/splits`, method: 'PUT' };
    },
    body: (note) => ({
      splits: [
        { amount: -400, note },
        { amount: -600, note },
      ],
    }),
    said: ({ splits }) => (splits as { note: string }[])[0]?.note,
  },
];

/** Two people change the same version at once: one of them is told so, and nothing of the other's is lost. */
export const twoEditors: Story = {
  name: 'two editors',
  async run({ house, invariants, report }) {
    const api = await house.program('api', 'api-editors');
    await api.start();
    for (const thing of THINGS) {
      const person = await house.person(api.baseUrl);
      const { read, change, method } = await thing.make(person);
      const pairs = new Map<string, number>();
      let overwritten = 0;
      for (let round = 0; round < ROUNDS; round += 1) {
        const seen = await person.client.get(read);
        const headers = { 'if-match': seen.headers.get('etag') ?? '' };
        const texts = [`first ${round}`, `second ${round}`];
        const answers = await Promise.all(
          texts.map((text) =>
            person.client.request(method, change, { headers, body: thing.body(text, person) }),
          ),
        );
        const statuses = answers.map(({ status }) => status);
        const key = statuses.toSorted((a, b) => a - b).join(' and ');
        pairs.set(key, (pairs.get(key) ?? 0) + 1);
        const winner = texts[statuses.indexOf(200)];
        const kept = await person.client.get<Record<string, unknown>>(read);
        if (thing.said(kept.body) !== winner) overwritten += 1;
      }
      const right = pairs.get('200 and 412') === ROUNDS;
      const found = [...pairs].map(([key, count]) => `${count} × ${key}`).join(', ');
      report.figure(`two editors of: ${thing.name}`, found, `${ROUNDS} × 200 and 412`, right);
      report.figure(`two editors of: ${thing.name}: overwritten`, overwritten, '0', overwritten === 0);
    }
    await invariants.check('two editors');
    await api.kill();
  },
};
