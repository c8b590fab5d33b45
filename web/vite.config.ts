import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const SERVER = process.env["COMMONPURSE_URL"] ?? "http://127.0.0.1:4400";
/** What the server itself answers at the same origin: the API, public pages, the mailbox of a development server. */
const SERVERS = ["/v1", "/g", "/pay", "/r", "/vote", "/choice", "/verify", "/dev", "/docs", "/health", "/openapi.json"];

export default defineConfig({
  base: "/app/",
  plugins: [react()],
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
          groups: [
            // One file for each language: a reader loads theirs and no other.
            { name: (id) => /texts[\\/](\w+)\.json$/.exec(id)?.[1]?.replace(/^/, "texts-") ?? null },
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/ },
          ],
        },
      },
    },
  },
});
