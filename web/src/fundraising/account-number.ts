/** What is sent of an account number as people write or paste it: `+254 712 345 678` → `254712345678`. */
export function accountNumberIn(text: string): string {
  // Signs of direction come along, unseen, where a number is copied out of Hebrew text.
  return text.replace(/[\s\p{Cf}]/gu, "").replace(/^\+/, "");
}

/** As the server takes it. */
export function isAccountNumber(text: string): boolean {
  return /^[A-Za-z0-9]{5,34}$/.test(accountNumberIn(text));
}
