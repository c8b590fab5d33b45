/** One community as one member of it sees it: whose token posts, and which of the world's accounts are its own. */
export interface Target {
  communityId: string;
  token: string;
  /** Position of its first account in the accounts' file. */
  first: number;
  count: number;
}

/** Where the load client finds what was set up; files, because a hundred thousand ids are no message. */
export interface WorldFiles {
  /** JSON of `Target[]`. */
  targetsFile: string;
  /** The ids of all accounts, 36 bytes each, nothing between them. */
  accountsFile: string;
}

interface Window {
  /** Load before anything counts: connections open, caches fill, code is compiled. */
  warmUpSeconds: number;
  seconds: number;
}

interface HttpLoad extends Window {
  port: number;
  connections: number;
  world: WorldFiles;
}

/** Each connection sends its next transfer when it has the answer to the one before. */
export interface ClosedPlan extends HttpLoad {
  kind: "closed";
  /** Every transfer debits or credits the first account of its target. */
  hot: boolean;
}

/** Transfers are due at fixed times, whatever the server does. */
export interface OpenPlan extends HttpLoad {
  kind: "open";
  /** Transfers a second over all connections together. */
  rate: number;
}

/** Many transfers a request. */
export interface BulkPlan extends HttpLoad {
  kind: "bulk";
  linesPerRequest: number;
}

/** What the load client is to do. */
export type LoadPlan = ClosedPlan | OpenPlan | BulkPlan;

/** Transfers by the product's own commands, each in a database transaction of its own. */
export interface SinglePlan extends Window {
  databaseUrl: string;
  dataDir: string;
  workers: number;
  communityId: string;
  accounts: number;
}

/** What came of a load. Transfers, also where a request carries many. */
export interface LoadResult {
  /** How long the measured window really was. */
  seconds: number;
  /** Posted within the window. */
  posted: number;
  /** Posted from the first request to the last answer: what the books must show. */
  postedInAll: number;
  /** Other answers by status (in bulk: by code), from the first to the last. */
  others: Record<string, number>;
  /** Requests whose connection broke: they may stand in the books or not. */
  broken: number;
  /** Milliseconds within the window; null where single transfers have none of their own. */
  latency: { p50: number; p95: number; p99: number } | null;
}

/** What a load process says while it runs: the window's edges, so that CPU is read at them, and then the result. */
export type LoadMessage = { at: "begin" } | { at: "end" } | { at: "done"; result: LoadResult };
