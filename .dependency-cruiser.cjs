// Who may import whom. docs/architecture.md says why; tools/architecture.test.ts plants a breach of every rule and expects it caught.

const layers = require("./tools/lib/layers.cjs");

const CAPABILITIES = layers.CAPABILITIES.join("|");
const PRODUCTS = layers.PRODUCTS.join("|");
const MODULES = layers.MODULES.join("|");
const EDGES = layers.EDGES.join("|");
const TEST = "\\.test\\.tsx?$|/test/|/testing/";

const src = (names) => `^server/src/(?:${names})/`;

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "platform-knows-no-business",
      comment: "The platform is the floor: it imports nothing of the house above it.",
      severity: "error",
      from: { path: src("platform"), pathNot: TEST },
      to: { path: "^server/src/", pathNot: src("platform") },
    },
    {
      name: "ledger-stands-on-platform",
      comment: "The books know accounts and entries, not who posts them.",
      severity: "error",
      from: { path: src("ledger"), pathNot: TEST },
      to: { path: "^server/src/", pathNot: src("ledger|platform") },
    },
    {
      name: "capabilities-know-no-product",
      comment: "A capability declares an interface or emits an event; a product implements or hears it.",
      severity: "error",
      from: { path: src(CAPABILITIES), pathNot: TEST },
      to: { path: [src(PRODUCTS), src(`app|${EDGES}`), "^server/src/[^/]+\\.ts$"] },
    },
    {
      name: "products-are-strangers",
      comment: "Products meet in the ledger, by events wired in app/, or through a capability's interface.",
      severity: "error",
      from: { path: `^server/src/(${PRODUCTS})/` },
      to: { path: src(PRODUCTS), pathNot: "^server/src/$1/" },
    },
    {
      name: "products-stand-below-the-edges",
      comment: "A product is called by the edges and composed by app/; it calls neither.",
      severity: "error",
      from: { path: src(PRODUCTS), pathNot: TEST },
      to: { path: [src(`app|${EDGES}`), "^server/src/[^/]+\\.ts$"] },
    },
    {
      name: "edges-know-no-composition",
      comment: "app/ puts the edges together with the modules; an edge is handed what it serves.",
      severity: "error",
      from: { path: src(EDGES), pathNot: TEST },
      to: { path: [src("app"), "^server/src/[^/]+\\.ts$"] },
    },
    {
      name: "modules-are-entered-by-their-door",
      comment: "Other modules import a module's index.ts and nothing else of it.",
      severity: "error",
      from: { path: "^server/src/([^/]+)/", pathNot: [src("app"), TEST] },
      to: { path: src(MODULES), pathNot: ["^server/src/$1/", "^server/src/[^/]+/index\\.ts$"] },
    },
    {
      name: "app-enters-by-a-door",
      comment: "Composition uses a module's index.ts or module.ts.",
      severity: "error",
      from: { path: src("app"), pathNot: TEST },
      to: { path: src(MODULES), pathNot: "^server/src/[^/]+/(?:index|module)\\.ts$" },
    },
    {
      name: "entries-only-start-the-app",
      comment: "A file at the top of server/src is what a process starts with: it calls app/ and holds no logic.",
      severity: "error",
      from: { path: "^server/src/[^/]+\\.ts$" },
      to: { path: "^server/", pathNot: src("app|platform") },
    },
    {
      name: "server-stands-alone",
      comment: "The server imports no other part of the project.",
      severity: "error",
      from: { path: "^server/(?:src|checks)/" },
      to: { path: "^(?:web|cli|client|sandbox|tools|bench)/" },
    },
    {
      name: "client-stands-alone",
      comment: "The client is generated from the contract, not from the server's code.",
      severity: "error",
      from: { path: "^client/" },
      to: { path: "^(?:server|web|cli|sandbox|tools|bench)/" },
    },
    {
      name: "web-imports-only-client",
      comment: "What the web knows of the server stands in the contract.",
      severity: "error",
      from: { path: "^web/" },
      to: { path: "^(?:server|cli|sandbox|tools|bench)/" },
    },
    {
      name: "cli-imports-only-client",
      comment: "The command line speaks the contract, and starts the operator's commands as processes.",
      severity: "error",
      from: { path: "^cli/" },
      to: { path: "^(?:server|web|sandbox|tools|bench)/" },
    },
    {
      name: "client-is-entered-by-its-door",
      comment: "web and cli import @commonpurse/client, not files of it.",
      severity: "error",
      from: { path: "^(?:web|cli)/" },
      to: { path: "^client/", pathNot: "^client/src/index\\.ts$" },
    },
    {
      name: "web-products-are-strangers",
      comment: "What two products share on the screen belongs to web/src/ui or web/src/lib.",
      severity: "error",
      from: { path: `^web/src/(${PRODUCTS})/` },
      to: { path: `^web/src/(?:${PRODUCTS})/`, pathNot: "^web/src/$1/" },
    },
    {
      name: "web-floors-know-no-product",
      comment: "What all products stand on imports none of them; web/src/app puts them together.",
      severity: "error",
      from: { path: `^web/src/(?:ui|lib|ledger|${CAPABILITIES})/`, pathNot: TEST },
      to: { path: `^web/src/(?:app|${PRODUCTS})/` },
    },
    {
      name: "sandbox-imports-nobody",
      comment: "The sandbox provider is somebody else's system: it shares no code with ours.",
      severity: "error",
      from: { path: "^sandbox/" },
      to: { path: "^(?:server|web|cli|client|tools|bench)/" },
    },
    {
      name: "nobody-imports-sandbox",
      comment: "It is reached over the network, as any provider.",
      severity: "error",
      from: { pathNot: "^sandbox/" },
      to: { path: "^sandbox/" },
    },
    {
      name: "no-tests-in-production",
      comment: "What people run does not import what tests are made of.",
      severity: "error",
      from: { path: "^(?:server|web|cli|client|sandbox)/", pathNot: TEST },
      to: { path: TEST, pathNot: "node_modules" },
    },
    {
      name: "no-circles",
      comment: "Files that import each other are one file in two, or hide a third.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "dependencies-are-declared",
      comment: "A package is named in the package.json of the workspace that imports it.",
      severity: "error",
      from: { path: "^(?:server|web|cli|client|sandbox)/", pathNot: TEST },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-dev-dependencies-in-production",
      comment: "What people run imports no package that only developers have.",
      severity: "error",
      from: { path: "^(?:server|web|cli|client|sandbox)/src/", pathNot: TEST },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "imports-resolve",
      comment: "An import that leads nowhere hides a breach of the other rules.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/dist/|/coverage/|^data/|^\\.cache/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".d.ts", ".json"],
    },
  },
};
