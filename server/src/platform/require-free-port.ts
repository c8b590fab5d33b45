import { createServer } from "node:net";

export class PortTaken extends Error {}

/** Asked before anything is brought up, so that the port is named by its own setting and nothing has to be taken down again. */
export async function requireFreePort(port: number, host: string, setting: string): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once("error", reject).listen(port, host, resolve);
    });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EADDRINUSE")) throw error;
    throw new PortTaken(`the port ${port} is taken by another program: choose another with ${setting}=…`);
  }
  await new Promise((resolve) => probe.close(resolve));
}
