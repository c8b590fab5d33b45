import type { CommunityContext } from "./context.ts";

/** What an account in the books belongs to: a goal, a provider, a giver. */
export interface Entity {
  kind: string;
  id: string;
}

/**
 * Names of those entities that are the module's own and that the caller may know, by `nameKey`. All of them are asked
 * for at once, so that a list costs no more statements than a single row.
 */
export type Names = (ctx: CommunityContext, entities: readonly Entity[]) => Promise<ReadonlyMap<string, string>>;

export function nameKey({ kind, id }: Entity): string {
  return `${kind}/${id}`;
}

/** The ids of the entities of one kind. */
export function idsOfKind(entities: readonly Entity[], kind: string): string[] {
  return entities.filter((entity) => entity.kind === kind).map(({ id }) => id);
}
