// The modules of server/src, floor by floor. A new folder there is added here first: the rules know no others.

const CAPABILITIES = [
  "identity",
  "communities",
  "payments",
  "notifications",
  "metering",
  "documents",
  "reports",
  "settings",
  "audit",
];
const PRODUCTS = ["bills", "wallets", "water", "savings", "fundraising"];
const EDGES = ["api", "worker"];

module.exports = { CAPABILITIES, PRODUCTS, EDGES, MODULES: ["ledger", ...CAPABILITIES, ...PRODUCTS] };
