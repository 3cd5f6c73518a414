// A site's settings, as its administrator applies them: one file, checked by the program.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Samepage } from "./samepage.ts";

const BINARY = resolve(import.meta.dirname, "../../bin/samepage");

/** What a story sets; all else is as the demo has it. */
export interface SiteSettings {
  launchers?: object;
  privacy?: { mask_all?: boolean; presets?: string[]; rules?: object[] };
  pages?: string[];
  hooks?: string[];
  texts?: object;
}

/** Applies settings to the demo's site while it runs. */
export function applySite({ at, data }: Samepage, settings: SiteSettings): void {
  const origins = [at.shop_url, at.club_url].map((url) => new URL(url).origin);
  const file = {
    site: at.site_key,
    name: "Harbour & Pine",
    origins,
    cobrowse: true,
    deployment: { instant: { on: true, modes: ["view", "pointer", "full"], default: "pointer" } },
    branding: { name: "Harbour & Pine", accent: "#1f6f5c", position: "bottom-right", language: "en" },
    ...settings,
  };
  const folder = mkdtempSync(join(tmpdir(), "samepage-site-"));
  try {
    const path = join(folder, "site.json");
    writeFileSync(path, JSON.stringify(file));
    execFileSync(BINARY, ["site", "apply", `--data=${data}`, path], { stdio: "pipe" });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
