import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the server answers one request. */
export type Behaviour = (response: ServerResponse, body: Record<string, unknown>) => void;

export interface ModelServer {
  readonly url: string;
  /** Bodies of the requests, and their paths. */
  readonly requests: { readonly path: string; readonly body: Record<string, unknown> }[];
  /** What comes next; the last one stays. */
  behave(...next: readonly Behaviour[]): void;
  close(): Promise<void>;
}

/** A server on this machine that behaves as the tests say. */
export async function startModelServer(): Promise<ModelServer> {
  let behaviours: Behaviour[] = [];
  const requests: ModelServer['requests'] = [];
  const server: Server = createServer((request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
      requests.push({ path: request.url ?? '', body });
      const next = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
      next?.(response, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    behave(...next) {
      behaviours = [...next];
      requests.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export function status(
  code: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Behaviour {
  return (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
}

function events(response: ServerResponse, list: readonly unknown[], end = true): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const event of list) {
    const { type } = event as { type?: string };
    response.write(`${type === undefined ? '' : `event: ${type}\n`}data: ${JSON.stringify(event)}\n\n`);
  }
  if (end) response.end();
}

/** A streamed answer of the Messages API. */
export function anthropicAnswer(text: string, stop = 'end_turn'): Behaviour {
  return (response) => events(response, [...anthropicStart(), ...anthropicText(text), ...anthropicEnd(stop)]);
}

function anthropicStart(): unknown[] {
  return [
    {
      type: 'message_start',
      message: {
        id: 'msg_1',
        type: 'message',
        role: 'assistant',
        model: 'claude-test',
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { input_tokens: 120, output_tokens: 1 },
      },
    },
    { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  ];
}

function anthropicText(text: string): unknown[] {
  const half = Math.ceil(text.length / 2);
  return [text.slice(0, half), text.slice(half)].map((piece) => ({
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text: piece },
  }));
}

function anthropicEnd(stop: string): unknown[] {
  return [
    { type: 'content_block_stop', index: 0 },
    {
      type: 'message_delta',
      delta: { stop_reason: stop, stop_sequence: null },
      usage: { output_tokens: 34 },
    },
    { type: 'message_stop' },
  ];
}

/** The first half of an answer, then the connection is cut. */
export function anthropicCut(text: string): Behaviour {
  return (response) => {
    events(response, [...anthropicStart(), ...anthropicText(text).slice(0, 1)], false);
    setImmediate(() => response.destroy());
  };
}

/** The first half of an answer, and then nothing. */
export function anthropicHang(text: string): Behaviour {
  return (response) => events(response, [...anthropicStart(), ...anthropicText(text).slice(0, 1)], false);
}

/** A streamed answer of the chat completions API. */
export function openaiAnswer(text: string, finish = 'stop'): Behaviour {
  return (response) => {
    const chunk = (delta: unknown, reason: string | null = null) => ({
      id: 'c1',
      object: 'chat.completion.chunk',
      created: 1,
      model: 'gpt-test',
      choices: [{ index: 0, delta, finish_reason: reason }],
    });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const half = Math.ceil(text.length / 2);
    const list = [
      chunk({ role: 'assistant', content: text.slice(0, half) }),
      chunk({ content: text.slice(half) }),
      chunk({}, finish),
      { ...chunk({}), choices: [], usage: { prompt_tokens: 100, completion_tokens: 20, total_tokens: 120 } },
    ];
    for (const one of list) response.write(`data: ${JSON.stringify(one)}\n\n`);
    response.end('data: [DONE]\n\n');
  };
}
