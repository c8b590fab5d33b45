import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { LOCALES } from "../platform/i18n.ts";
import { composeMail } from "./compose-mail.ts";
import { oneLine } from "./mail.ts";
import { renderMail } from "./render-mail.ts";

const BASE = "https://purse.example.org";
const request = (locale: string, name = "Wanjiru") => ({
  to: "w@example.org",
  locale,
  kind: "identity.verify_email",
  data: { name },
  action: "/verify?t=abc",
});
const render = (locale: string, name?: string) => renderMail(composeMail(request(locale, name), BASE), BASE);

describe.each(LOCALES)("a mail in %s", (locale) => {
  const mail = render(locale);

  test("says the same in text and in HTML, with the link in both", () => {
    expect(mail.text).toContain("Wanjiru");
    expect(mail.text).toContain(`${BASE}/verify?t=abc`);
    expect(mail.html).toContain(`href="${BASE}/verify?t=abc"`);
    for (const paragraph of composeMail(request(locale), BASE).paragraphs) {
      expect(mail.text).toContain(paragraph);
      expect(mail.html).toContain(paragraph.replaceAll("'", "&#39;"));
    }
  });

  test("tells its language and direction, and leaves no key and no hole", () => {
    expect(mail.html).toContain(`<html lang="${locale}" dir="${locale === "he" ? "rtl" : "ltr"}">`);
    expect(mail.html + mail.text + mail.subject).not.toMatch(/\{\{|mail\.|layout\./);
  });

  test("loads nothing from elsewhere, runs nothing, and knows dark mode", () => {
    expect(mail.html).not.toMatch(/<(script|link|img|iframe|form)\b/i);
    expect(mail.html).toContain("prefers-color-scheme: dark");
    expect(mail.html.length).toBeLessThan(20_000);
  });
});

test("a name cannot bring HTML or another header along", async () => {
  const mail = render("en", '<img src=x onerror=alert(1)>"\r\nBcc: victim@example.org');
  expect(mail.html).not.toContain("<img");
  expect(mail.html).toContain("&lt;img");
  expect(oneLine("a\r\nBcc: b\u0000\u2028c")).toBe("a Bcc: b c");
  const parsed = await PostalMime.parse(`Subject: ${oneLine("Hi\r\nBcc: victim@example.org")}\r\n\r\nx`);
  expect(parsed.bcc).toBeUndefined();
});

test("facts are a table with the value kept from the sentence's direction", () => {
  const content = { ...composeMail(request("he"), BASE), facts: [{ label: "סכום", value: "1,500.00 KES" }] };
  const mail = renderMail(content, BASE);
  expect(mail.html).toContain("<bdi>1,500.00 KES</bdi>");
  expect(mail.text).toContain("סכום: 1,500.00 KES");
});

test("a mail leads to this server alone, and its kind names a module", () => {
  expect(() => composeMail({ ...request("en"), action: "https://evil.example" }, BASE)).toThrow();
  expect(() => composeMail({ ...request("en"), action: "//evil.example" }, BASE)).toThrow();
  expect(() => composeMail({ ...request("en"), kind: "verify" }, BASE)).toThrow();
});
