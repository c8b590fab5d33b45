import type { Search } from "../platform/module.ts";
import { actingUser, may } from "./policy.ts";
import { listGoals } from "./queries/goals.ts";

/** Goals by part of their title. */
export const search: Search = async (ctx, text, limit) => {
  const drafts = may(ctx, "fundraising.view_drafts");
  const goals = await listGoals(ctx, { q: text, viewerId: actingUser(ctx), drafts, limit });
  return goals.map((goal) => ({ kind: "goal", id: goal.id, title: goal.title, detail: null }));
};
