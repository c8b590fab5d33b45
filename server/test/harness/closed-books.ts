import { type Circle, must } from "./goals.ts";
import type { TestServer } from "./server.ts";

/** Closes the books of the day before, proven; its day. */
export async function closeBooks(server: TestServer, circle: Circle): Promise<string> {
  const through = new Date(server.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
  must(await circle.owner.send("POST", `${circle.path}/ledger/closings`, { through }));
  await server.runJobs();
  return through;
}
