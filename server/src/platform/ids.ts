import { randomUUIDv7 } from "node:crypto";

/** A UUIDv7: names a row and orders nothing (ids of one millisecond are not sorted). */
export type NewId = () => string;

export const newId: NewId = () => randomUUIDv7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function isUuid(text: string): boolean {
  return UUID.test(text);
}
