// The benchmarks. Prints tables and asserts nothing; README.md says what is measured.
//   npm run bench -w bench -- [--quick] [--rounds 8] [--only size,latency,cost,input,engines,shared,relay] [--parts …]
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compare } from "./lib/compare.mjs";
import { engines, PAIRS } from "./lib/engines/index.mjs";
import { input } from "./lib/input.mjs";
import { runShared, SHARED_PARTS } from "./lib/shared/index.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOT = path.dirname(HERE);
const OUT = path.join(HERE, "out");
const SECTIONS = ["size", "latency", "cost", "input", "engines", "shared", "relay"];
/** At least eight rounds make an interval that can be believed; the quick run only shows that all works. */
const FULL = { rounds: 8, repetitions: 6, relay: [] };
const QUICK = { rounds: 3, repetitions: 4, relay: ["-pairs", "200", "-for", "10s"] };

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    only: { type: "string", default: "" },
    parts: { type: "string", default: "" },
    pairs: { type: "string", default: "" },
    pages: { type: "string", default: "" },
  },
});

/** The names in a list with commas; an unknown one ends the program. */
function names(list, known) {
  const wanted = list.split(",").filter(Boolean);
  const unknown = wanted.filter((name) => !known.includes(name));
  if (unknown.length) {
    console.error(`unknown: ${unknown.join(", ")} (there are ${known.join(", ")})`);
    process.exit(2);
  }
  return wanted;
}

const only = names(flags.only, SECTIONS);
const parts = names(flags.parts, SHARED_PARTS);
const pairs = names(flags.pairs, PAIRS);
const wanted = (section) => only.length === 0 || only.includes(section);
const effort = flags.quick ? QUICK : FULL;
const rounds = Number(flags.rounds ?? effort.rounds);

fs.mkdirSync(OUT, { recursive: true });
if (["size", "latency", "cost"].some(wanted)) {
  const results = await compare({ rounds, repetitions: effort.repetitions, only });
  fs.writeFileSync(path.join(OUT, "compare.json"), JSON.stringify(results, null, 1));
}
if (wanted("input")) {
  const samples = await input({ root: ROOT, out: OUT, quick: flags.quick });
  fs.writeFileSync(path.join(OUT, "input.json"), JSON.stringify(samples, null, 1));
}
if (wanted("engines")) {
  const rows = await engines({ root: ROOT, out: OUT, quick: flags.quick, pairs, part: flags.pages });
  fs.writeFileSync(path.join(OUT, "engines.json"), JSON.stringify(rows, null, 1));
}
if (wanted("shared")) {
  const source = path.resolve(process.env.BENCH_MIRROR ?? path.join(ROOT, "../shared/bench/mirror"));
  await runShared({ source, out: OUT, quick: flags.quick, rounds, parts });
}
if (wanted("relay")) {
  execFileSync("go", ["run", "./bench/relay", ...effort.relay], { cwd: ROOT, stdio: "inherit" });
}
