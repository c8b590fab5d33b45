// Runs before the first paint, so that nobody sees the wrong colours or direction flash by. Plain script, no build step.
{
  const root = document.documentElement;
  const read = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const scheme = read("cp-colours") ?? "auto";
  const dark = scheme === "dark" || (scheme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  root.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  if (read("cp-contrast") === "more") root.setAttribute("data-contrast", "more");
  // The old names of Hebrew and Indonesian are still about.
  const OLD = { iw: "he", in: "id" };
  const wanted = [read("cp-language"), ...navigator.languages].map((name) => {
    const base = (name ?? "").toLowerCase().split("-")[0];
    return OLD[base] ?? base;
  });
  const language = wanted.find((name) => ["en", "sw", "id", "he"].includes(name)) ?? "en";
  root.lang = language;
  root.dir = language === "he" ? "rtl" : "ltr";
}
