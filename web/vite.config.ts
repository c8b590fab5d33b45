import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { startPage } from "./start-page.ts";

const SERVER = process.env["COMMONPURSE_URL"] ?? "http://127.0.0.1:4400";
/** What the server itself answers at the same origin: the API, public pages, the mailbox of a development server. */
const SERVERS = ["/v1", "/g", "/pay", "/r", "/vote", "/choice", "/verify", "/dev", "/docs", "/health", "/openapi.json"];

const languageOf = (id: string) => /texts[\\/](\w+)\.json$/.exec(id)?.[1]?.replace(/^/, "texts-") ?? null;

export default defineConfig({
  base: "/app/",
  plugins: [react(), startPage()],
  server: {
    port: 5173,
    proxy: Object.fromEntries(SERVERS.map((path) => [`^${path}(/|$|\\?)`, { target: SERVER }])),
  },
  build: {
    outDir: "dist",
    // `light-dark()` is kept as written from these on; they are the oldest that we promise to serve.
    target: ["chrome123", "edge123", "firefox121", "safari17.5"],
    // Read by the service worker: which files are the shell.
    manifest: "files.json",
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: { main: "index.html", sw: "src/app/service-worker.ts" },
      output: {
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        codeSplitting: {
          // A request costs a weak link more than some bytes that are not needed yet: few files, none of them tiny.
          groups: [
            // One file for each language: a reader loads theirs and no other.
            { name: languageOf, debugName: "texts" },
            // Stays the same from one release to the next, and so in the browser.
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
            // All that the first page needs; the service worker, an entry too, keeps to itself.
            { name: "start", test: (id) => !id.includes("service-worker"), tags: ["$initial"] },
            // What pages share. Each takes along all that it builds on, so that none ever waits for one below it in this list.
            { name: "toasts", test: /mantine[\\/]notifications/ },
            { name: "forms", test: /src[\\/](lib|ui[\\/](forms|threshold))/, minShareCount: 2 },
            { name: "sheets", test: /src[\\/]ui[\\/](sheet|step-up)/, minShareCount: 2 },
            { name: "shared", minShareCount: 2 },
          ],
        },
      },
    },
  },
});
