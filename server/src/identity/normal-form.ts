/** How names and addresses are compared, and which are accepted. Pure. */

/** No control characters, no separators, nothing that turns the direction of the text around it; not blank. */
export const NAME_PATTERN = "^(?=.*\\S)[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*$";
/** As a name, but may be empty: some people have one name. */
export const OPTIONAL_NAME_PATTERN = "^[^\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]*$";
export const USERNAME_PATTERN = "^[\\p{L}\\p{N}](?:[._-]?[\\p{L}\\p{N}]){2,39}$";
/** E.164. */
export const PHONE_PATTERN = "^\\+[1-9][0-9]{6,14}$";

const EMAIL = /^[^\s@<>()[\],;:"\\\p{Cc}]{1,64}@[^\s@<>()[\],;:"\\\p{Cc}.]+(\.[^\s@<>()[\],;:"\\\p{Cc}.]+)+$/u;

/** Two addresses are the same when their normal forms are. */
export function normalEmail(text: string): string {
  return text.trim().normalize("NFKC").toLowerCase();
}

export function isEmail(text: string): boolean {
  return text.length <= 254 && EMAIL.test(text);
}

export function normalUsername(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/** Composed letters, single spaces, none at the ends. */
export function cleanName(text: string): string {
  return text.normalize("NFC").trim().replace(/\s+/g, " ");
}

export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
