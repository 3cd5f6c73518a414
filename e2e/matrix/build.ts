// Bundles the fixtures of the matrix, each as one page of its own.
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { build, type Plugin } from "esbuild";
import { compile } from "svelte/compiler";

export interface Fixture {
  script: string;
  style: string;
}

const svelte: Plugin = {
  name: "svelte",
  setup(build) {
    build.onLoad({ filter: /\.svelte$/ }, async ({ path }) => {
      const { js } = compile(await readFile(path, "utf8"), { filename: basename(path), generate: "client" });
      return { contents: js.code, loader: "js" };
    });
  },
};

/** @param file name within fixtures/ */
export async function bundle(file: string): Promise<Fixture> {
  const built = await build({
    entryPoints: [new URL(`fixtures/${file}`, import.meta.url).pathname],
    bundle: true,
    format: "iife",
    target: "es2022",
    write: false,
    outdir: "out",
    jsx: "automatic",
    conditions: ["browser"],
    loader: { ".ttf": "empty" },
    define: {
      "process.env.NODE_ENV": '"production"',
      __VUE_OPTIONS_API__: "true",
      __VUE_PROD_DEVTOOLS__: "false",
    },
    tsconfigRaw: { compilerOptions: { experimentalDecorators: true, useDefineForClassFields: false } },
    plugins: [svelte],
    logLevel: "error",
  });
  const textOf = (end: string): string => built.outputFiles.find((one) => one.path.endsWith(end))?.text ?? "";
  return { script: textOf(".js"), style: textOf(".css") };
}
