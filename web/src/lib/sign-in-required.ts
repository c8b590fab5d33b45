import { redirect } from "@tanstack/react-router";
import { isProblem } from "./problem.ts";
import { queryClient } from "./query.ts";
import { meOptions } from "./session.ts";

/** Strangers are asked to sign in and brought back to where they wanted to go. */
export async function requireSignIn(href: string): Promise<void> {
  const me = await queryClient.ensureQueryData(meOptions);
  if (!me) throw redirect({ to: "/sign-in", search: href === "/" ? {} : { next: href }, replace: true });
}

/** A session that has ended elsewhere: whatever says so first makes the whole page ask again who is signed in. */
export function watchForSignOut(onSignedOut: () => void): void {
  const look = (error: unknown) => {
    if (!isProblem(error) || error.status !== 401 || queryClient.getQueryData(meOptions.queryKey) === null) return;
    queryClient.setQueryData(meOptions.queryKey, null);
    onSignedOut();
  };
  queryClient.getQueryCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") look(event.action.error);
  });
  queryClient.getMutationCache().subscribe((event) => {
    if (event.type === "updated" && event.action.type === "error") look(event.action.error);
  });
}
