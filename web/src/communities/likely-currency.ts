const BY_ZONE: readonly (readonly [RegExp, string])[] = [
  [/^Africa\/Nairobi$/, "KES"],
  [/^Africa\/Lagos$/, "NGN"],
  [/^Africa\/Kampala$/, "UGX"],
  [/^Africa\/Dar_es_Salaam$/, "TZS"],
  [/^Africa\/Kigali$/, "RWF"],
  [/^Africa\/Accra$/, "GHS"],
  [/^Africa\/Johannesburg$/, "ZAR"],
  [/^Asia\/(Jakarta|Makassar|Jayapura|Pontianak)$/, "IDR"],
  [/^Asia\/(Jerusalem|Tel_Aviv)$/, "ILS"],
  [/^Europe\/London$/, "GBP"],
  [/^Europe\//, "EUR"],
];

/** What people there most likely pay with; they choose themselves. */
export function likelyCurrency(timeZone: string): string {
  return BY_ZONE.find(([zone]) => zone.test(timeZone))?.[1] ?? "USD";
}
