// The capture as the product builds it: one chunk that every session loads, and parts that only some pages ask for.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const SDK = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../sdk");
const ENTRY = "src/capture/index.ts";

const BUILD = `const { buildAll } = await import(process.argv[1]);
const { chunks } = await buildAll(process.argv[2]);
process.stdout.write(JSON.stringify(chunks.outputs));`;

/**
 * Builds the page script and returns the files of its capture: what is loaded with a session, and all that a page could
 * ever come to load of it. Each is the file as it is served.
 */
export function builtCapture() {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), "samepage-size-"));
  try {
    const build = pathToFileURL(path.join(SDK, "build.mjs")).href;
    const said = execFileSync(process.execPath, ["--input-type=module", "-e", BUILD, build, out], {
      encoding: "utf8",
    });
    const outputs = JSON.parse(said);
    const [entry] = Object.entries(outputs).find(([, { entryPoint }]) => entryPoint === ENTRY);
    const read = (file) => fs.readFileSync(path.join(out, "v/1", path.basename(file)), "utf8");
    const reached = (kinds) => [...closure(outputs, entry, kinds)].map(read);
    return {
      always: reached(["import-statement"]),
      ever: reached(["import-statement", "dynamic-import"]),
    };
  } finally {
    fs.rmSync(out, { recursive: true });
  }
}

function closure(outputs, entry, kinds) {
  const files = new Set([entry]);
  for (const file of files)
    for (const { path: imported, kind } of outputs[file].imports)
      if (kinds.includes(kind)) files.add(imported);
  return files;
}

/**
 * What every session loads, as an entry for a bundler: the built file with its import() calls led out of the bundler's
 * reach, which takes as many bytes, and what it exports put on the window.
 */
export function alwaysLoadedEntry() {
  return alwaysLoaded()
    .replaceAll('import("./', 'import("//')
    .replace(/export\{([\w$]+) as startCapture\};?/, "globalThis.__samepage={startCapture:$1};");
}

/**
 * The same file as it is served, as a string in an entry: a bundler would give it other names than the build has chosen,
 * which compress worse, and so measure a file that no page loads.
 */
export const servedEntry = () => `globalThis.__samepage = ${JSON.stringify(alwaysLoaded())};`;

function alwaysLoaded() {
  const { always } = builtCapture();
  const [file] = always;
  if (always.length !== 1 || !file)
    throw new Error("the capture is more than one chunk: an entry can't hold them");
  return file;
}
