import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Refused } from "../errors.ts";
import { STYLE_HASH } from "../pages/style.ts";
import type { World } from "../world.ts";
import { type Answer, internalError, refusal, send } from "./answer.ts";
import { type Route, route } from "./router.ts";

export function makeServer(world: World, routes: readonly Route[]): Server {
  return createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, (request, response) => {
    void handle(world, routes, request, response);
  });
}

async function handle(
  world: World,
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  send(response, await answerTo(world, routes, request), STYLE_HASH);
}

async function answerTo(world: World, routes: readonly Route[], request: IncomingMessage): Promise<Answer> {
  try {
    return await route(world, routes, request);
  } catch (error) {
    if (error instanceof Refused) return refusal(error);
    if (!world.closing.aborted && !request.destroyed) console.error(error);
    return internalError();
  }
}
