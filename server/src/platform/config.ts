import { join, resolve } from "node:path";

/** Settings of one process, from the environment; parsed once, refused at start with the reason. */
export interface Config {
  production: boolean;
  host: string;
  port: number;
  /** Address under which people reach the server, without a slash at the end. */
  publicUrl: string;
  dataDir: string;
  /** null: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | null;
  migrationDatabaseUrl: string | null;
  /** null: made under `dataDir` (development only). */
  encryptionKeys: string | null;
  smtpUrl: string | null;
  mailFrom: string;
  logLevel: string;
  demo: boolean;
  /** Starts the sandbox provider beside the server. */
  sandbox: boolean;
  sandboxPort: number;
  requestsPerMinute: number;
  signInsPerMinute: number;
}

export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings. Throws `ConfigError` with a sentence for each wrong one. */
export function parseConfig(env: Environment): Config {
  const faults: string[] = [];
  const read = reader(env, faults);
  const production = env["NODE_ENV"] === "production";
  const host = read.text("HOST", "127.0.0.1");
  const port = read.integer("PORT", 4400, 0, 65_535);
  const config: Config = {
    production,
    host,
    port,
    publicUrl:
      read.url("PUBLIC_URL", ["http:", "https:"]) ?? `http://${host.includes(":") ? `[${host}]` : host}:${port}`,
    dataDir: resolve(read.text("DATA_DIR", join(process.cwd(), "data"))),
    databaseUrl: read.url("DATABASE_URL", ["postgres:", "postgresql:"]),
    migrationDatabaseUrl: read.url("MIGRATION_DATABASE_URL", ["postgres:", "postgresql:"]),
    encryptionKeys: env["ENCRYPTION_KEYS"] || null,
    smtpUrl: read.url("SMTP_URL", ["smtp:", "smtps:"]),
    mailFrom: read.text("MAIL_FROM", "Commonpurse <no-reply@localhost>"),
    logLevel: read.oneOf(
      "LOG_LEVEL",
      ["fatal", "error", "warn", "info", "debug", "trace", "silent"],
      production ? "info" : "warn",
    ),
    demo: read.flag("DEMO", !production),
    sandbox: read.flag("SANDBOX", !production),
    sandboxPort: read.integer("SANDBOX_PORT", port === 0 ? 0 : port + (port > 65_525 ? -10 : 10), 0, 65_535),
    requestsPerMinute: read.integer("REQUESTS_PER_MINUTE", 300, 1, 1_000_000),
    signInsPerMinute: read.integer("SIGN_INS_PER_MINUTE", 20, 1, 1_000_000),
  };
  if (config.sandbox && port !== 0 && config.sandboxPort === port)
    faults.push("SANDBOX_PORT must be another than PORT");
  if (production && !config.encryptionKeys)
    faults.push("ENCRYPTION_KEYS must be set in production (id:base64 of 32 bytes)");
  if (production && !env["PUBLIC_URL"])
    faults.push("PUBLIC_URL must be set in production, such as https://purse.example.org");
  if (config.migrationDatabaseUrl && !config.databaseUrl)
    faults.push("MIGRATION_DATABASE_URL needs DATABASE_URL beside it");
  if (faults.length > 0) throw new ConfigError(faults.join("; "));
  return config;
}

function reader(env: Environment, faults: string[]) {
  return {
    text: (name: string, usual: string): string => env[name] || usual,
    integer(name: string, usual: number, least: number, most: number): number {
      const value = env[name];
      if (!value) return usual;
      const number = Number(value);
      if (Number.isInteger(number) && number >= least && number <= most) return number;
      faults.push(`${name} must be a whole number from ${least} to ${most}, not "${value}"`);
      return usual;
    },
    flag(name: string, usual: boolean): boolean {
      const value = env[name];
      if (!value) return usual;
      if (value === "1" || value === "true") return true;
      if (value !== "0" && value !== "false") faults.push(`${name} must be true or false, not "${value}"`);
      return false;
    },
    oneOf(name: string, values: readonly string[], usual: string): string {
      const value = env[name] || usual;
      if (!values.includes(value)) faults.push(`${name} must be one of ${values.join(", ")}, not "${value}"`);
      return value;
    },
    /** The address without a slash at the end. Never repeated in the fault: it may hold a password. */
    url(name: string, protocols: readonly string[]): string | null {
      const value = env[name];
      if (!value) return null;
      if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value.replace(/\/$/, "");
      faults.push(`${name} must be an address that begins with ${protocols.join(" or ")}`);
      return null;
    },
  };
}
