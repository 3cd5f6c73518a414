// The benchmarks. Prints tables and asserts nothing; see README.md for what is measured.
//   npm run bench -w bench -- [--quick] [--rounds 8] [--only size,latency,cost,shared,relay]
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compare } from "./lib/compare.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OUT = path.join(HERE, "out");
/** At least eight rounds make an interval that can be believed; the quick run only shows that all works. */
const FULL = { rounds: 8, repetitions: 6 };
const QUICK = { rounds: 3, repetitions: 4 };

const { values: flags } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    rounds: { type: "string" },
    only: { type: "string", default: "" },
  },
});
const only = flags.only.split(",").filter(Boolean);
const wanted = (part) => only.length === 0 || only.includes(part);
const effort = flags.quick ? QUICK : FULL;
const rounds = flags.rounds ? Number(flags.rounds) : effort.rounds;

fs.mkdirSync(OUT, { recursive: true });
if (["size", "latency", "cost"].some(wanted)) {
  const results = await compare({ rounds, repetitions: effort.repetitions, only });
  fs.writeFileSync(path.join(OUT, "compare.json"), JSON.stringify(results, null, 1));
}
