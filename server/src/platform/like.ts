/** A pattern for `ilike` that finds the text anywhere, with what has a meaning there taken as it is written. */
export function anywhere(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
}
