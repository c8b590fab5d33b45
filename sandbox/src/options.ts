import { parseArgs } from "node:util";
import type { SandboxOptions } from "./sandbox.ts";

export const HELP = `The sandbox provider: a payment provider to build and test against. No real money moves.

  node sandbox/src/main.ts --data DIR [--port N] [--host H] [--public-url URL] [--stop-with-stdin]

  --data DIR         directory of sandbox.sqlite, made if absent
  --port N           4010; 0 takes a free one
  --host H           HOST, else 127.0.0.1
  --public-url URL   base of checkout addresses; by default the listening address
  --stop-with-stdin  stop cleanly when standard input closes
  --help             this text

Prints {"listening":"http://..."} when ready. The wire protocol is in sandbox/README.md.
`;

export class BadOption extends Error {}

export interface Options extends SandboxOptions {
  stopWithStdin: boolean;
}

/** null: the help was asked for. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Options | null {
  const values = parse(args);
  if (values.help === true) return null;
  if (values.data === undefined || values.data === "")
    throw new BadOption("--data DIR is needed: where the sandbox keeps its file");
  const options: Options = {
    data: values.data,
    port: portOf(values.port ?? "4010"),
    host: values.host ?? env.HOST ?? "127.0.0.1",
    stopWithStdin: values["stop-with-stdin"] === true,
  };
  return values["public-url"] === undefined ? options : { ...options, publicUrl: baseOf(values["public-url"]) };
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: "string" },
        port: { type: "string" },
        host: { type: "string" },
        "public-url": { type: "string" },
        "stop-with-stdin": { type: "boolean" },
        help: { type: "boolean" },
      },
    });
    return values;
  } catch (error) {
    throw new BadOption(error instanceof Error ? error.message : String(error));
  }
}

function portOf(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535) throw new BadOption("--port must be from 0 to 65535");
  return port;
}

function baseOf(value: string): string {
  if (!URL.canParse(value) || !/^https?:/.test(value))
    throw new BadOption("--public-url must be an http or https address");
  return value.replace(/\/+$/, "");
}
