import type { Page } from "playwright-core";
import { type Circle, createCircle } from "../harness/goals.ts";
import { PASSWORD } from "../harness/people.ts";
import { arrive, Watch } from "./person.ts";
import { openWorld, type World } from "./world.ts";

/** A world with a circle, and its owner signed in at a browser of their own. */
export async function openTreasurer(): Promise<{ world: World; circle: Circle; page: Page }> {
  const world = await openWorld();
  const circle = await createCircle(world.server, world.sandbox);
  const { page } = await arrive(world, new Watch(world));
  page.setDefaultTimeout(20_000);
  const data = { email: circle.owner.email, password: PASSWORD };
  await page.context().request.post(`${world.origin}/v1/sessions`, { data });
  return { world, circle, page };
}
