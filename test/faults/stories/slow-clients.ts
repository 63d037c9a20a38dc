import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { askCommit, readyImport, settled } from '../support/imports.ts';
import type { Program } from '../support/program.ts';
import type { Person } from '../support/house.ts';
import type { Run, Story } from '../support/story.ts';

const HEADERS = 100;
const BODIES = 60;
const EXPORT_ROWS = 40_000;
const LOOKS = 100;

/** What the server promises, and how often it looks (both Node's), with room for a busy machine. */
const LOOKED_EVERY_S = 30;
const SPARE_S = 15;
const CUT_AFTER_S = { headers: 60, body: 300, export: 60 };

interface Slow {
  kind: keyof typeof CUT_AFTER_S;
  /** Seconds until the server closed it; null as long as it did not. */
  cut: number | null;
}

/**
 * Clients that send their headers or bodies a byte at a time, or take no byte of an export: nobody else waits for
 * them, none of them holds a transaction, and each is cut after its time. The waiting goes on beside other stories.
 */
export const slowClients: Story = {
  name: 'slow clients',
  async run(run) {
    const { house, report, invariants } = run;
    // It goes on beside other stories: with a worker inside it would do the jobs that they expect of theirs.
    const api = await house.program('api', 'api-slow', { WORKER: 'outside' });
    const worker = await house.program('worker', 'worker-slow');
    await api.start();
    await worker.start();
    const waiting = await readyImport(house, api.baseUrl, EXPORT_ROWS);
    const { person } = waiting;
    await askCommit(waiting);
    await settled(house, [waiting.importId], 120);
    await worker.kill();
    const before = await look(api, person);
    const began = performance.now();
    const slow = [
      ...Array.from({ length: HEADERS }, () => slowHeaders(api, run.signal)),
      ...Array.from({ length: BODIES }, () => slowBody(api, person, run.signal)),
      stuckExport(api, person),
    ];
    const meanwhile = await look(api, person);
    const held = await openTransactions(run);
    const must = Math.max(5 * before, before + 150);
    report.figure(
      `${slow.length} slow clients: p95 of others (${before.toFixed(0)} ms without)`,
      `${meanwhile.toFixed(0)} ms`,
      `<= ${must.toFixed(0)} ms`,
      meanwhile <= must,
    );
    report.figure('slow clients: transactions held open', held, '0', held === 0);
    await invariants.check('slow clients');
    run.later(cut(run, slow, began));
  },
};

async function cut({ report, signal }: Run, slow: Slow[], began: number): Promise<void> {
  const longest = CUT_AFTER_S.body + LOOKED_EVERY_S + SPARE_S;
  while (slow.some((one) => one.cut === null) && performance.now() - began < longest * 1000) {
    if (signal.aborted) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  for (const kind of ['headers', 'body', 'export'] as const) {
    const these = slow.filter((one) => one.kind === kind);
    const must = CUT_AFTER_S[kind] + LOOKED_EVERY_S + SPARE_S;
    const late = these.filter((one) => one.cut === null || one.cut > must).length;
    const seconds = these.flatMap((one) => one.cut ?? []);
    const span =
      seconds.length === 0
        ? 'never'
        : `${Math.min(...seconds).toFixed(0)}–${Math.max(...seconds).toFixed(0)} s`;
    report.figure(
      `slow ${kind}: ${these.length} clients cut after`,
      late === 0 ? span : `${span}, ${late} not in time`,
      `<= ${must} s`,
      late === 0,
    );
  }
}

/** The 95th percentile of a person's reads, in milliseconds. */
async function look(api: Program, person: Person): Promise<number> {
  const times: number[] = [];
  for (let number = 0; number < LOOKS; number += 1) {
    const began = performance.now();
    const answer = await person.client.get(`${person.purse}/transactions`);
    if (answer.status !== 200) throw new Error(`a read beside slow clients answered ${answer.status}`);
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(LOOKS * 0.95)] ?? Infinity;
}

async function openTransactions({ house }: Run): Promise<number> {
  const { rows } = await house.admin((client) =>
    client.query<{ count: string }>(
      `select count(*) from pg_stat_activity
        where usename = 'ikpa_app' and state like 'idle in transaction%' and state_change < now() - interval '1 second'`,
    ),
  );
  return Number(rows[0]?.count);
}

function open(api: Program, kind: Slow['kind'], work: (socket: Socket) => void): Slow {
  const slow: Slow = { kind, cut: null };
  const { hostname, port } = new URL(api.baseUrl);
  const socket = connect(Number(port), hostname);
  const began = performance.now();
  socket.once('connect', () => work(socket));
  socket.on('error', () => undefined);
  socket.once('close', () => (slow.cut = (performance.now() - began) / 1000));
  return slow;
}

/** Sends one more byte every few seconds, so that it never looks idle. */
function trickle(socket: Socket, byte: string, signal: AbortSignal): void {
  const timer = setInterval(() => socket.write(byte), 4000);
  const stop = () => clearInterval(timer);
  socket.once('close', stop);
  signal.addEventListener('abort', () => {
    stop();
    socket.destroy();
  });
  socket.resume();
}

function slowHeaders(api: Program, signal: AbortSignal): Slow {
  return open(api, 'headers', (socket) => {
    socket.write('GET /api/v1/me HTTP/1.1\r\nHost: ikpa\r\nX-Slow: ');
    trickle(socket, 'x', signal);
  });
}

function slowBody(api: Program, person: Person, signal: AbortSignal): Slow {
  return open(api, 'body', (socket) => {
    const cookie = `ikpa_access=${person.client.cookie('ikpa_access') ?? ''}`;
    const head = [
      `POST ${person.purse}/transactions HTTP/1.1`,
      'Host: ikpa',
      'X-Ikpa-Client: test',
      `Cookie: ${cookie}`,
      'Content-Type: application/json',
      'Content-Length: 5000',
    ];
    socket.write(`${head.join('\r\n')}\r\n\r\n{"note":"`);
    trickle(socket, 'x', signal);
  });
}

/** Asks for a large export and takes nothing of it; what was on the way is taken at the end, to see the end. */
function stuckExport(api: Program, person: Person): Slow {
  const slow: Slow = { kind: 'export', cut: null };
  const { hostname, port } = new URL(api.baseUrl);
  const socket = connect({ port: Number(port), host: hostname });
  const began = performance.now();
  socket.pause();
  const cookie = `ikpa_access=${person.client.cookie('ikpa_access') ?? ''}`;
  socket.write(`GET ${person.purse}/export/hledger HTTP/1.1\r\nHost: ikpa\r\nCookie: ${cookie}\r\n\r\n`);
  socket.on('error', () => undefined);
  // A paused socket hears of its end only when it reads: whether the server gave up is asked by another export.
  const timer = setInterval(() => {
    void person.client.get(`${person.purse}/export/hledger`).then(({ status }) => {
      if (status === 429 || slow.cut !== null) return;
      slow.cut = (performance.now() - began) / 1000;
      clearInterval(timer);
      socket.destroy();
    });
  }, 5000);
  return slow;
}
