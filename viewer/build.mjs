// Builds the viewer's page into dist/: one module, one style sheet, two documents.
import { cpSync, mkdirSync } from "node:fs";
import { build } from "esbuild";

mkdirSync("dist", { recursive: true });
cpSync("public", "dist", { recursive: true });
await build({
  entryPoints: ["src/main.ts"],
  outfile: "dist/viewer.js",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome110", "firefox115", "safari16.4"],
  sourcemap: "linked",
  logLevel: "warning",
});
