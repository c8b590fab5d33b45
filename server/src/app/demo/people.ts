import { createUser, hashPassword } from "../../identity/index.ts";
import type { Services } from "../../platform/services.ts";
import type { Stage } from "./stage.ts";
import type { Story } from "./story.ts";

/** Everybody in the demo signs in with it: the welcome says so, and production never has a demo. */
export const PASSWORD = "harambee-demo";

const NOBODY = { as: "nobody", actor: { kind: "system", job: "demo" } } as const;

/** All people of all stories in one transaction, so that a database with one of them is a demo's. Ids by e-mail. */
export async function createPeople(
  services: Services,
  stories: readonly Story[],
): Promise<ReadonlyMap<string, string>> {
  const passwordHash = await hashPassword(PASSWORD);
  return services.run(NOBODY, async (ctx) => {
    const ids = new Map<string, string>();
    for (const { people, community } of stories) {
      for (const { email, givenName, familyName, locale } of people) {
        const user = await createUser(ctx, {
          email,
          passwordHash,
          givenName,
          familyName,
          locale,
          timeZone: community.timeZone,
        });
        ids.set(email, user.id);
      }
    }
    return ids;
  });
}

/** The same by the keys that a story's steps use. */
export function peopleOf(story: Story, ids: ReadonlyMap<string, string>): Stage["people"] {
  return new Map(story.people.map(({ key, email }) => [key, ids.get(email) ?? ""]));
}
