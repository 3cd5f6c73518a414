import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Metafile } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildAll } from "../build.mjs";

/** Budgets in bytes, minified and gzipped: the customer's page pays for every byte. */
const LOADER = 3 * 1024;
const EARLY = 1024;
const CORE_AND_CAPTURE = 30 * 1024;
const CAPTURE = 22_000;
const CORE = 7.5 * 1024;

/** All chunks are built and minified, on a machine that may be busy. */
const BUILD_MS = 180_000;

let out: string;
let chunks: Metafile;
let loader: Metafile;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), "samepage-bundle-"));
  ({ chunks, loader } = await buildAll(out));
}, BUILD_MS);
afterAll(() => rm(out, { recursive: true, force: true }));

async function gzipped(path: string): Promise<number> {
  return gzipSync(await readFile(path), { level: 9 }).length;
}

/** Files that are loaded with an entry: itself and what it imports statically. */
function loadedWith(entry: string): Set<string> {
  const found = Object.entries(chunks.outputs).find(([, o]) => o.entryPoint === entry);
  if (!found) throw new Error(`no chunk for ${entry}`);
  const files = new Set<string>();
  const take = (file: string) => {
    if (files.has(file)) return;
    files.add(file);
    for (const { path, kind } of chunks.outputs[file]?.imports ?? [])
      if (kind === "import-statement") take(path);
  };
  take(found[0]);
  return files;
}

async function weight(...entries: string[]): Promise<number> {
  const files = new Set(entries.flatMap((entry) => [...loadedWith(entry)]));
  let sum = 0;
  for (const file of files) sum += await gzipped(join(out, "v", "1", basename(file)));
  return sum;
}

describe("what the customer's page loads", () => {
  it("loader: at most 3 KB", async () => {
    expect(await gzipped(join(out, "samepage.js"))).toBeLessThanOrEqual(LOADER);
  });

  it("early snippet: at most 1 KB", async () => {
    expect(await gzipped(join(out, "early.js"))).toBeLessThanOrEqual(EARLY);
  });

  it("core with capture: at most 30 KB", async () => {
    expect(await weight("src/core/index.ts", "src/capture/index.ts")).toBeLessThanOrEqual(CORE_AND_CAPTURE);
  });

  it("capture: at most 22 KB of what every session loads", async () => {
    expect(await weight("src/capture/index.ts")).toBeLessThanOrEqual(CAPTURE);
  });

  it("core without capture: at most 7.5 KB", async () => {
    expect(await weight("src/core/index.ts")).toBeLessThanOrEqual(CORE);
  });

  it("nothing of the agent's end is in it", () => {
    const inputs = [chunks, loader].flatMap((meta) => Object.keys(meta.inputs));
    expect(inputs.filter((path) => /mirror\/apply|viewer\/|console\//.test(path))).toEqual([]);
    expect(inputs.filter((path) => path.includes("node_modules"))).toEqual([]);
  });

  it("the loader and the button load no core, chat, dialogs nor capture by themselves", () => {
    const loaded = [...loadedWith("src/app/index.ts")].flatMap((file) =>
      Object.keys(chunks.outputs[file]?.inputs ?? {}),
    );
    expect(
      loaded.filter((path) =>
        /src\/(chat|dialogs|capture)\/|mirror\/|wire\/(?!ts\/src\/plain-json)/.test(path),
      ),
    ).toEqual([]);
  });

  it("no code is made from text, no markup is parsed, nothing listens to unload", async () => {
    for (const [file, { entryPoint }] of Object.entries({ ...chunks.outputs, ...loader.outputs })) {
      const text = await readFile(join(out, file.includes("/v/1/") ? "v/1" : "", basename(file)), "utf8");
      const found =
        /\beval\(|new Function\(|\.innerHTML\s*=|insertAdjacentHTML|document\.write\(|["'`]unload["'`]/.exec(
          text,
        );
      expect(found?.[0] ?? "", `${file} ${entryPoint ?? ""}`).toBe("");
    }
  });
});
