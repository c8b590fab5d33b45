/** The contract, as the routes of all modules state it. */
export async function openApiDocument(): Promise<string> {
  const { buildOpenApi } = await import("../../server/src/app/openapi.ts");
  return `${JSON.stringify(await buildOpenApi(), null, 2)}\n`;
}
