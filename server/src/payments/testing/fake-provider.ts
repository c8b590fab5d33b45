import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface SeenRequest {
  method: string;
  path: string;
  authorization: string | undefined;
  /** The parsed JSON body; null without one. */
  body: Record<string, unknown> | null;
}

export interface FakeAnswer {
  status?: number;
  /** Sent as it is when a text, else as JSON. */
  body?: unknown;
  headers?: Record<string, string>;
  /** Cut the connection without an answer. */
  hangUp?: boolean;
  /** Never answer. */
  silent?: boolean;
}

type Answerer = (request: SeenRequest) => FakeAnswer;

export interface FakeProvider {
  baseUrl: string;
  requests: SeenRequest[];
  /** Answers `METHOD /path` (the query left out) from now on. */
  on(route: string, answer: FakeAnswer | Answerer): void;
  close(): Promise<void>;
}

/** A provider on loopback that answers as the test says and remembers what it was asked. */
export async function startFakeProvider(): Promise<FakeProvider> {
  const answers = new Map<string, FakeAnswer | Answerer>();
  const requests: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void readJson(request).then((body) => {
      const seen: SeenRequest = {
        method: request.method ?? "",
        path: request.url ?? "",
        authorization: request.headers.authorization,
        body,
      };
      requests.push(seen);
      const route = `${seen.method} ${seen.path.split("?")[0]}`;
      const answer = answers.get(route) ?? { status: 501, body: { status: false, message: `no answer for ${route}` } };
      send(response, typeof answer === "function" ? answer(seen) : answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    requests,
    on: (route, answer) => void answers.set(route, answer),
    close: () => closeNow(server),
  };
}

function send(response: ServerResponse, answer: FakeAnswer): void {
  if (answer.silent) return;
  if (answer.hangUp) {
    response.destroy();
    return;
  }
  const text = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? {});
  response.writeHead(answer.status ?? 200, { "content-type": "application/json", ...answer.headers });
  response.end(text);
}

async function readJson(request: IncomingMessage): Promise<Record<string, unknown> | null> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? null : (JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>);
}

function closeNow(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
