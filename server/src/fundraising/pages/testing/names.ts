/** Controls, pictures and ids of a page that somebody who does not see it could not use. A plain look, not a browser's. */
export function namesMissing(page: string): string[] {
  const text = page.replace(/<style[\s\S]*?<\/style>/g, "");
  const labelled = new Set([...text.matchAll(/<label for="([^"]+)"/g)].map((match) => match[1]));
  const wrapped = [...text.matchAll(/<label class[\s\S]*?<\/label>/g)].map((match) => match[0]);
  const missing: string[] = [];
  for (const [tag] of text.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)) {
    const id = /\sid="([^"]+)"/.exec(tag)?.[1];
    const isNamed =
      tag.includes('type="hidden"') || (id && labelled.has(id)) || wrapped.some((label) => label.includes(tag));
    if (!isNamed) missing.push(tag);
  }
  for (const [tag] of text.matchAll(/<img\b[^>]*>/g)) if (!/\salt="[^"]+"/.test(tag)) missing.push(tag);
  for (const [tag] of text.matchAll(/<svg\b[^>]*>/g)) if (!/role="img" aria-label="[^"]+"/.test(tag)) missing.push(tag);
  for (const [, attributes = "", content = ""] of text.matchAll(/<(?:button|a)\b([^>]*)>([\s\S]*?)<\/(?:button|a)>/g)) {
    const isNamed =
      /aria-label="[^"]+"/.test(attributes) || content.replace(/<[^>]*>/g, "").trim() || /alt="[^"]+"/.test(content);
    if (!isNamed) missing.push(`<a or button${attributes}>`);
  }
  const ids = [...text.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? "");
  missing.push(...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `id ${id} twice`));
  for (const [, id = ""] of text.matchAll(/aria-(?:labelledby|describedby)="([^"]+)"/g)) {
    missing.push(
      ...id
        .split(" ")
        .filter((part) => !ids.includes(part))
        .map((part) => `no element ${part}`),
    );
  }
  return missing;
}
