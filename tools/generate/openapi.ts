/** By its address and not by an import: the tools' types are checked without the whole server's. */
const SERVER = new URL("../../server/src/app/openapi.ts", import.meta.url).href;

/** The contract, as the routes of all modules state it. */
export async function openApiDocument(): Promise<string> {
  const { buildOpenApi }: { buildOpenApi: () => Promise<unknown> } = await import(SERVER);
  return `${JSON.stringify(await buildOpenApi(), null, 2)}\n`;
}
