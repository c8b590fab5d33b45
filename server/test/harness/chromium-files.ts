import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";

export interface ChromiumFiles {
  executable: string;
  /** What a bare machine lacks (nss and others), for LD_LIBRARY_PATH behind the machine's own. */
  libraries: string;
  /** Fonts of the machine and ours, Hebrew among them, for FONTCONFIG_FILE. */
  fontSettings: string;
}

const require = createRequire(import.meta.url);
const CACHE = join(import.meta.dirname, "../../../.cache");

/** Unpacks the packaged Chromium once, for this user: the package's own way is a file in /tmp that belongs to whoever came first. */
export function unpackChromium(): ChromiumFiles {
  const { bin, version } = chromiumPackage();
  const folder = join(CACHE, `chromium-${version}`);
  if (!existsSync(folder)) unpackInto(folder, bin);
  return {
    executable: join(folder, "chromium"),
    libraries: join(folder, "al2023/lib"),
    fontSettings: join(folder, "fonts.conf"),
  };
}

function chromiumPackage(): { bin: string; version: string } {
  const root = dirname(dirname(dirname(require.resolve("@sparticuz/chromium"))));
  const { version }: { version: string } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return { bin: join(root, "bin"), version };
}

/** Beside it first, then renamed: test files that start at once never see a half. */
function unpackInto(folder: string, bin: string): void {
  mkdirSync(CACHE, { recursive: true });
  const half = mkdtempSync(join(CACHE, "chromium-half-"));
  const read = (name: string): Buffer => brotliDecompressSync(readFileSync(join(bin, name)));
  const untar = (name: string, into: string): void => {
    mkdirSync(into, { recursive: true });
    execFileSync("tar", ["--extract", "--no-same-owner", "--file=-", `--directory=${into}`], { input: read(name) });
  };
  writeFileSync(join(half, "chromium"), read("chromium.br"), { mode: 0o755 });
  untar("swiftshader.tar.br", half);
  untar("al2023.tar.br", join(half, "al2023"));
  untar("fonts.tar.br", join(half, "fonts"));
  writeFileSync(join(half, "fonts.conf"), fontSettings(folder));
  try {
    renameSync(half, folder);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}

function fontSettings(folder: string): string {
  const dejavu = join(dirname(require.resolve("dejavu-fonts-ttf/package.json")), "ttf");
  const folders = ["/usr/share/fonts", "/usr/local/share/fonts", dejavu, join(folder, "fonts")];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((path) => `  <dir>${path}</dir>`).join("\n")}
  <cachedir>${join(folder, "font-cache")}</cachedir>
</fontconfig>
`;
}
