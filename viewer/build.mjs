// Builds the viewer's pages into dist/: the agent's picture, the customer's window on it, and the replica's document.
import { cpSync, mkdirSync } from "node:fs";
import { build } from "esbuild";

mkdirSync("dist", { recursive: true });
cpSync("public", "dist", { recursive: true });
await build({
  entryPoints: { viewer: "src/main.ts", watch: "src/watch-main.ts" },
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome110", "firefox115", "safari16.4"],
  sourcemap: "linked",
  logLevel: "warning",
});
