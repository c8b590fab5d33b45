/** `#/milestones/0/amount` names the form's field `milestones.0.amount`. */
export function fieldOf(pointer: string): string {
  return pointer
    .replace(/^#?\//, "")
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .join(".");
}

/** The nearest field of the form that a fault is about: `terms.fees.platformBps`, else `terms.fees`, else `terms`. */
export function nearestField(pointer: string, known: readonly string[]): string | null {
  const parts = fieldOf(pointer).split(".");
  for (let length = parts.length; length > 0; length--) {
    const name = parts.slice(0, length).join(".");
    if (known.includes(name)) return name;
  }
  return null;
}
