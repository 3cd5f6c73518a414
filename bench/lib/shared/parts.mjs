// The parts of the larger benchmark: each runs programs of the folder with both engines and
// reduces what they print to the figures of the table.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { median, pairedRatio, percentile } from "../stats.mjs";
import { programOutput, runProgram } from "./folder.mjs";

const ADAPTERS = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../adapters");
/** The adapters as the programs are told of them; rrweb's is the folder's own. */
const SPECS = { rrweb: "rrweb", samepage: path.join(ADAPTERS, "samepage.mjs") };
/** For latency also the least that any engine could do. */
const LATENCY_SPECS = { ...SPECS, floor: path.join(ADAPTERS, "floor.mjs") };

/**
 * Samples of each change in a round, a third of them of the table: with fewer, a round's median moves by more than the
 * engines differ.
 */
const LATENCY_SAMPLES = { full: 24, quick: 3 };

const BOTH = Object.values(SPECS).join(",");

/** @typedef {{folder: string, quick: boolean, rounds: number}} Job */

/** Runs a program once for each engine; `reduce` makes a figure of its result. */
async function each(folder, program, args, reduce) {
  const figures = {};
  for (const [name, spec] of Object.entries(SPECS)) {
    const [result] = await runProgram(folder, program, ["--adapter", spec, ...args]);
    figures[name] = reduce(result);
  }
  return figures;
}

/** @param {Job} job */
export async function size({ folder }) {
  const results = await runProgram(folder, "size.mjs", ["--adapter", BOTH]);
  const smallest = (name) => {
    const rows = results.find((result) => result.adapter === name).rows;
    return Math.min(...rows.map((row) => row.gzip));
  };
  return { rrweb: smallest("rrweb"), samepage: smallest("samepage") };
}

/** The adapters of a round: in each another one comes first. */
function inTurn(round) {
  const specs = Object.values(LATENCY_SPECS);
  return specs.map((_, place) => specs[(place + round) % specs.length]).join(",");
}

/**
 * One call of the program a round, so that every round holds all of them.
 * @param {Job} job
 */
export async function latency({ folder, quick, rounds }) {
  const reps = quick ? LATENCY_SAMPLES.quick : LATENCY_SAMPLES.full;
  const samples = { rrweb: {}, samepage: {}, floor: {} };
  const bytes = { rrweb: {}, samepage: {}, floor: {} };
  for (let round = 0; round < rounds; round++) {
    const args = ["--adapter", inTurn(round), "--rounds", "1", "--reps", String(reps)];
    for (const { adapter, cases, measure } of await runProgram(folder, "latency.mjs", args)) {
      if (measure !== "latency") continue;
      const output = programOutput(folder, `latency.${adapter}.json`);
      for (const [change, row] of Object.entries(cases)) {
        samples[adapter][change] ??= [];
        samples[adapter][change].push(output.samples[change].painted);
        bytes[adapter][change] = row.wireDeflatePer;
      }
    }
  }
  return Object.fromEntries(
    Object.keys(samples.rrweb).map((change) => [change, latencyFigure(samples, bytes, change)]),
  );
}

function latencyFigure(samples, bytes, change) {
  const of = (name) => samples[name][change] ?? [];
  const figure = (name) => ({
    p50: percentile(of(name).flat(), 0.5),
    p95: percentile(of(name).flat(), 0.95),
    deflated: bytes[name][change],
  });
  const paired = (name) =>
    pairedRatio(of("rrweb").map((theirs, round) => [median(of(name)[round] ?? []), median(theirs)]));
  return {
    rrweb: figure("rrweb"),
    samepage: figure("samepage"),
    floor: figure("floor"),
    paired: paired("samepage"),
    least: paired("floor"),
  };
}

const COSTS = { "snapshot-10k-rows": "start", jsfb: null, react: null };

/** @param {Job} job */
export async function cost({ folder, rounds }) {
  const figures = {};
  for (const [work, operation] of Object.entries(COSTS)) {
    await runProgram(folder, "cost.mjs", ["--adapter", BOTH, "--rounds", String(rounds), "--only", work]);
    const added = {};
    for (const name of Object.keys(SPECS)) {
      const { on, off } = programOutput(folder, `cost.${name}.json`).raw[work];
      added[name] = on.map((run, round) => script(run, operation) - script(off[round], operation));
    }
    const pairs = added.rrweb.map((theirs, round) => [added.samepage[round], theirs]);
    figures[work] = {
      rrweb: median(added.rrweb),
      samepage: median(added.samepage),
      paired: pairedRatio(pairs),
    };
  }
  return figures;
}

/** Script time of one operation, or of all operations of a work but its start, in ms. */
function script(run, operation) {
  if (operation) return run[operation].script;
  return Object.entries(run)
    .filter(([name]) => !["start", "inject", "wire"].includes(name))
    .reduce((sum, [, spent]) => sum + spent.script, 0);
}

const fidelityOf = ({ all, wire, failing }) => ({ ...all, wire: wire.real, failing });

/** @param {Job} job */
export function fidelity({ folder, quick }) {
  return each(folder, "fidelity.mjs", quick ? ["--only", "real/"] : [], fidelityOf);
}

/** @param {Job} job */
export async function scripted({ folder }) {
  // corpus.sh of the folder lays these pages out from other repositories.
  if (!fs.existsSync(path.join(folder, "corpus/todomvc"))) return null;
  return each(folder, "fidelity.mjs", ["--cases", "cases/fidelity.scripted.json"], fidelityOf);
}

/** @param {Job} job */
export function inject({ folder, quick }) {
  return each(
    folder,
    "fidelity.mjs",
    ["--cases", path.join(folder, "cases/inject.open.json"), ...(quick ? ["--limit", "8"] : [])],
    fidelityOf,
  );
}

/** @param {Job} job */
export function probes({ folder }) {
  return each(folder, "probes.mjs", [], ({ ok, of, missed }) => ({ ok, of, missed }));
}

/** @param {Job} job */
export function privacy({ folder }) {
  return each(folder, "privacy.mjs", [], ({ leaked, spots, valid, leaks }) => ({
    leaked,
    spots,
    valid,
    leaks,
  }));
}
