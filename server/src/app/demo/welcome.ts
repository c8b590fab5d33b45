import type { Demo } from "./load-demo.ts";
import { PASSWORD } from "./people.ts";

/** Who signs in, and what there is to see. */
const SIGN_INS: readonly (readonly [email: string, what: string])[] = [
  ["juma@example.org", "gives in Kisumu and Lagos: a vote waits for him"],
  ["akinyi@example.org", "owns the school roof in Kisumu: a comment waits for approval"],
  ["ouma@example.org", "treasurer in Kisumu: gifts, payouts, the books"],
  ["grace@example.org", "operator of all three: a disputed charge, an unclaimed refund"],
  ["folake@example.org", "owns the clinic’s fridge in Lagos, open for gifts"],
  ["noa@example.org", "owns what failed and was refunded in Haifa, in Hebrew"],
];

/** The demo's sign-ins and public pages, for the terminal. */
export function demoWelcome(publicUrl: string, { pages }: Demo): string {
  const widest = Math.max(...SIGN_INS.map(([email]) => email.length));
  const lines = [
    `  Demo sign-ins at ${publicUrl}/app/, all with the password ${PASSWORD}:`,
    ...SIGN_INS.map(([email, what]) => `    ${email.padEnd(widest)}  ${what}`),
    "  Goals as everybody sees them:",
    ...pages.map(({ title, slug }) => `    ${publicUrl}/g/${slug}  ${title}`),
  ];
  return `${lines.join("\n")}\n\n`;
}
