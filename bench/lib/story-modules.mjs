// The stories' own hands on browsers and server, for benchmarks that need the same.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Modules of e2e/lib by their names, as one that Node can read; its file is written into `out`. */
export async function storyModules(root, out, names) {
  const outfile = path.join(out, `${names.join("-")}.mjs`);
  const contents = names.map((name) => `export * from "./${name}.ts";`).join("\n");
  await build({
    stdin: { contents, resolveDir: path.join(root, "e2e/lib"), loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    outfile,
    logLevel: "warning",
  });
  return import(pathToFileURL(outfile).href);
}
