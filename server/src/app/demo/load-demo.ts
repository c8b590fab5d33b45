import type { App } from "../create-app.ts";

/** Loads the demo communities of every product, once. */
export async function loadDemo(app: App, sandboxUrl: string): Promise<void> {
  app.readiness.progress = "demo data";
  app.services.log.debug({ sandboxUrl }, "demo data");
}

export function demoWelcome(publicUrl: string): string {
  return `  Demo: ${publicUrl}/app/\n`;
}
