import { type ExactJson, field, textOf } from "./exact-json.ts";
import type { GatewayConfig, Outcome } from "./gateway.ts";
import { callProvider } from "./http-client.ts";

export interface SandboxClient {
  /** The object; `null`: nothing has this reference. */
  get(path: string): Promise<Outcome<ExactJson>>;
  post(path: string, body: Record<string, unknown>): Promise<Outcome<ExactJson>>;
}

export function createSandboxClient(config: GatewayConfig): SandboxClient {
  const call = async (
    method: "GET" | "POST",
    path: string,
    body?: Record<string, unknown>,
  ): Promise<Outcome<ExactJson>> => {
    const result = await callProvider({
      method,
      url: `${config.baseUrl}${path}`,
      headers: { authorization: `Bearer ${config.secretKey}` },
      timeoutMs: config.timeoutMs,
      ...(body ? { body } : {}),
    });
    if (result.kind === "unknown") return result;
    if (result.status < 300) return { kind: "done", value: result.json };
    const code = textOf(field(field(result.json, "error"), "code"));
    // Without the provider's own error it was somebody else who answered, a proxy perhaps.
    if (code === null) return { kind: "unknown", reason: `http_${result.status}` };
    if (method === "GET" && result.status === 404 && code === "not_found") return { kind: "done", value: null };
    const message = textOf(field(field(result.json, "error"), "message")) ?? "";
    return { kind: "refused", code, message: message.slice(0, 200) };
  };
  return { get: (path) => call("GET", path), post: (path, body) => call("POST", path, body) };
}
