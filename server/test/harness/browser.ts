import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { type ChromiumFiles, unpackChromium } from "./chromium-files.ts";

/**
 * A real Chromium, without a window: that of `CP_CHROMIUM` (such as Debian's `/usr/bin/chromium`), else the one that comes with
 * the packages. It needs no root, no libraries and no fonts of the machine.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const given = process.env["CP_CHROMIUM"];
  const found = given ? { executablePath: given } : fromPackages(unpackChromium());
  // The pages are our own: no sandbox, so that it starts as root and in a container alike.
  return chromium.launch({ ...found, chromiumSandbox: false, ...options });
}

function fromPackages({ executable, libraries, fontSettings }: ChromiumFiles): LaunchOptions {
  const libraryPath = [process.env["LD_LIBRARY_PATH"], libraries].filter(Boolean).join(":");
  return {
    executablePath: executable,
    env: { ...process.env, LD_LIBRARY_PATH: libraryPath, FONTCONFIG_FILE: fontSettings },
    args: [
      "--no-zygote",
      "--font-render-hinting=none",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
    ],
  };
}
