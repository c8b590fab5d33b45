import type { CommunityContext } from "../platform/context.ts";
import { type Names, nameKey } from "../platform/names.ts";

/** What says whose an account is, on every row that shows one. */
export interface Owned {
  entity_kind: string | null;
  entity_id: string | null;
  name: string | null;
}

/** The rows with the names that their accounts' owners have today: the books themselves hold ids only. */
export async function nameAccounts<R extends Owned>(
  ctx: CommunityContext,
  names: Names,
  rows: readonly R[],
): Promise<R[]> {
  const entities = new Map(
    rows.flatMap((row) => [...entityOf(row)].map((entity) => [nameKey(entity), entity] as const)),
  );
  const found = await names(ctx, [...entities.values()]);
  return rows.map((row) => {
    const [entity] = entityOf(row);
    const name = entity ? found.get(nameKey(entity)) : undefined;
    return name === undefined ? row : { ...row, name };
  });
}

function entityOf({ entity_kind: kind, entity_id: id }: Owned): { kind: string; id: string }[] {
  return kind && id ? [{ kind, id }] : [];
}
