// The cases of the larger benchmark that a change must not lose: all probes, all privacy spots, and a
// fixed sample of the fidelity cases. `make bench` and `node bench.mjs --only shared` run all of them.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { prepareFolder, runProgram } from "../lib/shared/folder.mjs";

const ROOT = resolve(import.meta.dirname, "../..");
const SOURCE = process.env["BENCH_MIRROR"] ?? resolve(ROOT, "../shared/bench/mirror");
const ADAPTER = join(ROOT, "bench/adapters/samepage.mjs");

/** Each program runs a browser of its own over many pages. */
const PROGRAM_TIMEOUT_MS = 15 * 60_000;

/** Of the cases that need no other page than those in the folder, every one of ours and every sixth of the others. */
const OTHERS_EVERY = 6;

interface Case {
  id: string;
}

const work = join(ROOT, "bench/out/mirror");
const here = existsSync(join(SOURCE, "probes.mjs"));
if (!here)
  console.warn(`The larger benchmark is not at ${SOURCE}: the cases in mirror/testdata stand alone.`);

describe.skipIf(!here)("the larger benchmark", () => {
  beforeAll(() => {
    prepareFolder(SOURCE, work, []); // its programs find their packages in ours
  });

  it("M1–M11: all probes", { timeout: PROGRAM_TIMEOUT_MS }, async () => {
    const [result] = await runProgram(work, "probes.mjs", ["--adapter", ADAPTER]);
    expect(result?.["missed"]).toEqual([]);
  });

  it("P2: no privacy spot leaks", { timeout: PROGRAM_TIMEOUT_MS }, async () => {
    const [result] = await runProgram(work, "privacy.mjs", ["--adapter", ADAPTER]);
    expect(result).toMatchObject({ valid: true, leaked: 0 });
  });

  it("M1: a sample of the fidelity cases", { timeout: PROGRAM_TIMEOUT_MS }, async () => {
    const all = JSON.parse(readFileSync(join(work, "cases/fidelity.open.json"), "utf8")) as { cases: Case[] };
    const ours = all.cases.filter(({ id }) => id.startsWith("live/"));
    const others = all.cases
      .filter(({ id }) => !id.startsWith("live/"))
      .filter((_, i) => i % OTHERS_EVERY === 0);
    const cases = [...ours, ...others];
    const list = join(work, "cases/sample.json");
    writeFileSync(list, JSON.stringify({ n: cases.length, cases }));
    const args = ["--adapter", ADAPTER, "--cases", list, "--workers", "2"];
    const [result] = await runProgram(work, "fidelity.mjs", args);
    expect(result?.["failing"]).toEqual([]);
  });
});
