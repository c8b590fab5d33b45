import { normalizeIP } from "@fastify/rate-limit";
import type { FastifyRequest } from "fastify";

/** The address that a request came from. A whole IPv6 network (/64) is one: whoever has an address of it has them all. */
export function addressOf(request: FastifyRequest): string {
  return normalizeIP(request.ip);
}

/** Requests a minute from one address, whoever is signed in: for doors at which a sign-in proves nothing. */
export function limitByAddress(max: number) {
  return { rateLimit: { max, timeWindow: "1 minute", keyGenerator: addressOf } };
}
