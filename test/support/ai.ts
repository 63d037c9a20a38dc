import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A question as it came over the wire. */
export interface AskedQuestion {
  path: string;
  headers: IncomingMessage['headers'];
  body: {
    model: string;
    max_tokens: number;
    system: string;
    messages: { role: string; content: string }[];
    tools: { name: string; strict: boolean; input_schema: Record<string, unknown> }[];
  };
}

/** What the endpoint does with the next question. */
export type Reply =
  | { input: unknown; usage?: { input_tokens: number; output_tokens: number } }
  | { message: unknown }
  | { status: number; headers?: Record<string, string>; text?: string }
  | 'silence'
  | 'break';

export interface FakeAi {
  url: string;
  questions: AskedQuestion[];
  /** One reply for each of the next questions; what comes after them gets 500. */
  reply(...replies: (Reply | ((asked: AskedQuestion) => Reply))[]): void;
  stop(): Promise<void>;
}

/**
 * The HTTP endpoint of an AI, without one: it says what it is told to say.
 *
 * @param usual what it says where it was told nothing
 */
export async function startAi(
  usual: (asked: AskedQuestion) => Reply | Promise<Reply> = () => ({ status: 500 }),
): Promise<FakeAi> {
  const questions: AskedQuestion[] = [];
  const replies: (Reply | ((asked: AskedQuestion) => Reply))[] = [];
  const server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const asked: AskedQuestion = {
        path: request.url ?? '',
        headers: request.headers,
        body: JSON.parse(Buffer.concat(pieces).toString()) as AskedQuestion['body'],
      };
      questions.push(asked);
      const next = replies.shift() ?? usual;
      void Promise.resolve(typeof next === 'function' ? next(asked) : next).then((reply) =>
        give(reply, asked, response),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    questions,
    reply: (...given) => void replies.splice(0, replies.length, ...given),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function give(reply: Reply, { body }: AskedQuestion, response: ServerResponse): void {
  if (reply === 'silence') return;
  if (reply === 'break') return void response.destroy();
  if ('status' in reply) {
    const text = reply.text ?? JSON.stringify({ type: 'error', error: { type: 'api_error', message: 'no' } });
    response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers }).end(text);
    return;
  }
  const message =
    'message' in reply
      ? reply.message
      : {
          id: 'msg_1',
          type: 'message',
          role: 'assistant',
          model: body.model,
          content: [{ type: 'tool_use', id: 'toolu_1', name: body.tools[0]?.name, input: reply.input }],
          stop_reason: 'tool_use',
          stop_sequence: null,
          usage: reply.usage ?? { input_tokens: 1200, output_tokens: 300 },
        };
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(message));
}
