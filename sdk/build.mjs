// Builds the page script: chunks first, then the loader, which knows their hashed names.
//   dist/samepage.js   the tag's script: classic, small, does nothing until it is needed
//   dist/early.js      optional, for <head>
//   dist/v/1/*.js      ES modules, loaded by import() from the loader's own host; names change with content
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { minify } from "terser";
import { ownCopies } from "./own-copies.mjs";
import { shortenable } from "./short-names.mjs";

const here = dirname(fileURLToPath(import.meta.url));

/** The version of the address under which chunks are kept; rises when a loader could not use them any more. */
const ADDRESS_VERSION = "1";

const shared = {
  bundle: true,
  minify: true,
  target: "es2022",
  legalComments: "none",
  logLevel: "warning",
  absWorkingDir: here,
  metafile: true,
  plugins: [ownCopies],
};

/** Part of what a chunk's name is made from: a chunk that another minifier has written gets another name. */
const MINIFIER = `terser ${createRequire(import.meta.url)("terser/package.json").version}`;

/**
 * Minifies once more what esbuild has joined: names are given scope by scope, and what is used once stands where it is
 * used. A tenth of the bytes that a customer's page loads.
 */
async function minifyAll(metafile, module) {
  for (const file of Object.keys(metafile.outputs)) {
    const path = join(here, file);
    const { code } = await minify(await readFile(path, "utf8"), {
      module,
      ecma: 2022,
      // Arrow functions and methods differ from others by `this`, `new` and `arguments` only; what uses those is left as
      // it is, and nothing is made by `new` of what an object holds. Statements stay apart, as gzip likes them better.
      compress: { passes: 6, unsafe_arrows: true, unsafe_methods: true, sequences: false },
      // A page in another encoding reads a classic script as its own.
      format: { ascii_only: !module },
    });
    await writeFile(path, code ?? "");
  }
}

/** Builds everything into `out` and returns esbuild's account of what went where. */
export async function buildAll(out = join(here, "dist")) {
  await rm(join(out, "v"), { recursive: true, force: true });
  const options = {
    ...shared,
    entryPoints: { app: "src/app/index.ts", sorry: "src/sorry/index.ts", child: "src/child/index.ts" },
    outdir: join(out, "v", ADDRESS_VERSION),
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    splitting: true,
    format: "esm",
    footer: { js: `// ${MINIFIER}` },
  };
  const chunks = await build({ ...options, mangleProps: await shortenable(options) });
  const pathOf = (entry) => {
    const found = Object.entries(chunks.metafile.outputs).find(([, o]) => o.entryPoint === entry);
    if (!found) throw new Error(`no chunk was built of ${entry}`);
    return JSON.stringify(`v/${ADDRESS_VERSION}/${basename(found[0])}`);
  };
  const loader = await build({
    ...shared,
    entryPoints: { samepage: "src/loader/loader.ts", early: "src/loader/early.ts" },
    outdir: out,
    format: "iife",
    define: {
      APP_PATH: pathOf("src/app/index.ts"),
      SORRY_PATH: pathOf("src/sorry/index.ts"),
      CHILD_PATH: pathOf("src/child/index.ts"),
    },
    // The loader is no module; import() must stay as it is.
    supported: { "dynamic-import": true },
  });
  await minifyAll(chunks.metafile, true);
  await minifyAll(loader.metafile, false);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, ".keep"), "");
  return { chunks: chunks.metafile, loader: loader.metafile };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildAll();
