import { describe, expect, test } from "vitest";
import {
  cleanName,
  isEmail,
  isTimeZone,
  NAME_PATTERN,
  normalEmail,
  normalUsername,
  PHONE_PATTERN,
  USERNAME_PATTERN,
} from "./normal-form.ts";

describe("e-mail addresses", () => {
  test("that differ in case, width or blanks around them are one", () => {
    expect(normalEmail("  Wanjiru@Example.ORG ")).toBe("wanjiru@example.org");
    expect(normalEmail("ｗanjiru@example.org")).toBe("wanjiru@example.org");
  });

  test.each(["a@b.co", "o'brien+tag@mail.example.org", "דנה@דוגמה.example"])("%s is one", (email) => {
    expect(isEmail(email)).toBe(true);
  });

  test.each([
    "",
    "a@b",
    "a b@c.de",
    "a@b..de",
    "a@@b.de",
    "a@b.de\r\nBcc: x@y.z",
    "<a@b.de>",
    "a,b@c.de",
    '"a"@b.de',
    `${"a".repeat(65)}@b.de`,
    `a@${"b".repeat(260)}.de`,
  ])("%j is none", (email) => {
    expect(isEmail(email)).toBe(false);
  });
});

describe("names", () => {
  const name = new RegExp(NAME_PATTERN, "u");
  test.each(["Wanjirũ", "דנה כהן", "O’Brien", "Nguyễn Văn A", "👩🏾‍🌾"])("%s is accepted", (text) => {
    expect(name.test(text)).toBe(true);
  });

  test.each(["", "   ", "a\nb", "a\u0000", "a\u202Eb", "a\u2066b", "a\u2028b", "a\u007f"])("%j is refused", (text) => {
    expect(name.test(text)).toBe(false);
  });

  test("lose blanks around and between", () => {
    expect(cleanName("  Wanjiru   wa  Otieno ")).toBe("Wanjiru wa Otieno");
  });
});

test("user names are compared without case, and hold letters and digits with single marks between", () => {
  expect(normalUsername("WanJiru")).toBe("wanjiru");
  const username = new RegExp(USERNAME_PATTERN, "u");
  for (const good of ["wanjiru", "w.anjiru-2", "דנה_כהן"]) expect(username.test(good)).toBe(true);
  for (const bad of ["ab", "-abc", "a..bc", "a b c", "abc.", "a@b.c"]) expect(username.test(bad)).toBe(false);
});

test("telephone numbers are E.164, time zones are known ones", () => {
  const phone = new RegExp(PHONE_PATTERN);
  expect(phone.test("+254700000001")).toBe(true);
  for (const bad of ["0700000001", "+0700000001", "+1", "+2547000000011111"]) expect(phone.test(bad)).toBe(false);
  expect(isTimeZone("Africa/Nairobi")).toBe(true);
  expect(isTimeZone("Africa/Wakanda")).toBe(false);
});
