// Stands in the page itself (see `start-page.ts`), so that it runs before the first paint and asks for what is needed next
// while the application is still on its way. Plain script: no build step, and the same bytes until somebody edits it, for
// the server's policy allows exactly these.
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

  // `crossOrigin` as in the build's own links: without it a file would be fetched twice.
  const load = (rel, href) => {
    if (href) document.head.append(Object.assign(document.createElement("link"), { crossOrigin: "", rel, href }));
  };
  // A stylesheet that a script adds does not hold up the shell; `main.tsx` waits for it.
  load("stylesheet", document.querySelector('link[as="style"]')?.getAttribute("href"));
  load("modulepreload", document.querySelector(`meta[name="texts"][lang="${language}"]`)?.content);

  // The first answers that a page of the signed-in needs; `lib/asked-ahead.ts` hands them out.
  const { pathname } = location;
  const isHome = pathname === "/app/";
  const activity = ["/v1/me/activity?limit=30&waiting=true", "/v1/me/activity?limit=30&waiting=false"];
  const asked = new Map();
  if (isHome || pathname.startsWith("/app/c/")) {
    const ask = (address) => fetch(address, { headers: { accept: "application/json", "accept-language": language } });
    const me = ask("/v1/me");
    asked.set("/v1/me", me);
    for (const address of ["/v1/me/communities", ...(isHome ? activity : [])]) {
      // A stranger is refused once, not four times.
      const answer = me.then((own) => (own.ok ? ask(address) : own.clone()));
      // Whoever takes it sees its fault; where nobody does, it is none.
      answer.catch(() => undefined);
      asked.set(address, answer);
    }
  }
  globalThis.askedAhead = asked;
  // What was true a while ago is asked again.
  setTimeout(() => asked.clear(), 15_000);
}
