import { type ExactJson, field, textOf } from "./exact-json.ts";
import type { GatewayConfig, Outcome } from "./gateway.ts";
import { callProvider } from "./http-client.ts";

export interface PaystackClient {
  /** `data` of the answer; `null`: Paystack knows no such thing. */
  get(path: string): Promise<Outcome<ExactJson>>;
  post(path: string, body: Record<string, unknown>): Promise<Outcome<ExactJson>>;
}

/** The envelope: `status` says that the call was understood, `data` holds what became of it. */
export function createPaystackClient(config: GatewayConfig): PaystackClient {
  const call = (method: "GET" | "POST", path: string, body?: Record<string, unknown>) =>
    callProvider({
      method,
      url: `${config.baseUrl}${path}`,
      headers: { authorization: `Bearer ${config.secretKey}` },
      timeoutMs: config.timeoutMs,
      ...(body ? { body } : {}),
    });
  return {
    async get(path) {
      const result = await call("GET", path);
      if (result.kind === "answer" && saysUnknown(result.status, result.json)) return { kind: "done", value: null };
      return result.kind === "unknown" ? result : readEnvelope(result.status, result.json);
    },
    async post(path, body) {
      const result = await call("POST", path, body);
      return result.kind === "unknown" ? result : readEnvelope(result.status, result.json);
    },
  };
}

/** "No such thing", said by Paystack itself: a proxy's 404 has no such envelope. Only of a GET is it believed. */
function saysUnknown(status: number, json: ExactJson): boolean {
  if (field(json, "status") !== false) return false;
  return status === 404 || (status === 400 && /_not_found$/.test(textOf(field(json, "code")) ?? ""));
}

function readEnvelope(status: number, json: ExactJson): Outcome<ExactJson> {
  const understood = field(json, "status");
  if (status < 300 && understood === true) {
    const data = field(json, "data");
    return data === null ? { kind: "unknown", reason: "answer_without_data" } : { kind: "done", value: data };
  }
  if (understood !== false) return { kind: "unknown", reason: `http_${status}` };
  const message = textOf(field(json, "message")) ?? "";
  return {
    kind: "refused",
    code: codeOf(status, textOf(field(json, "code")), message),
    message: message.slice(0, 200),
  };
}

/** The few refusals that have no code of their own, by their text; else the provider's code. */
function codeOf(status: number, code: string | null, message: string): string {
  if (status === 401) return "invalid_key";
  if (/duplicate.*reference|reference.*(already exists|not unique)|unique reference/i.test(message))
    return "duplicate_reference";
  if (/balance is not enough/i.test(message)) return "insufficient_balance";
  return code && /^[a-z0-9_]{1,60}$/.test(code) ? code : `http_${status}`;
}
