// Bundles the shop's scripts into ../static/app, where the Go package embeds them.
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const outdir = here("../static/app");
const shared = { bundle: true, minify: true, target: "es2022", outdir, logLevel: "info" };

await rm(outdir, { recursive: true, force: true });
await build({ ...shared, format: "iife", entryPoints: { theme: here("src/theme.ts") } });
await build({
  ...shared,
  format: "esm",
  entryPoints: {
    shop: here("src/shop/main.ts"),
    account: here("src/account/main.ts"),
    studio: here("src/studio/main.ts"),
  },
});
