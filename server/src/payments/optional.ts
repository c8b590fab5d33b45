type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields that are there: one that is `undefined` is left out, as an absent one means something else than a value. */
export function optional<T extends Record<string, unknown>>(fields: T): Present<T> {
  const present: Present<T> = {};
  for (const name in fields) {
    const value = fields[name];
    if (isPresent(value)) present[name] = value;
  }
  return present;
}

function isPresent<V>(value: V): value is Exclude<V, undefined> {
  return value !== undefined;
}
