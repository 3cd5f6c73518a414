// The larger benchmark lives in a folder of its own outside this repository, with page corpora
// that are not ours to hand on. It is copied to a working folder and its programs run there.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** Made by the programs themselves; never copied. */
const MADE = new Set(["node_modules", "out"]);
/** A program of the folder is stopped when it takes longer than this. */
const PROGRAM_LIMIT_MS = 40 * 60_000;

/**
 * Copies the folder, where that was not done before, and installs what its programs need.
 * @param packages folders within it to install in: the pages of real sites are needed by some cases only
 * @returns the working folder, or null when there is no such folder
 */
export function prepareFolder(source, work, packages = [".", "pages"]) {
  if (!fs.existsSync(path.join(source, "latency.mjs"))) return null;
  if (!fs.existsSync(path.join(work, "package.json"))) copyFiles(source, work);
  for (const folder of packages.map((name) => path.join(work, name))) {
    if (fs.existsSync(path.join(folder, "node_modules"))) continue;
    console.error(`installing packages in ${folder}`);
    const args = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
    execFileSync("npm", args, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  }
  return work;
}

/** Copies contents only: the folder may be read-only, its copy is not. */
function copyFiles(from, to) {
  fs.mkdirSync(to, { recursive: true });
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (MADE.has(entry.name)) continue;
    if (entry.isDirectory()) copyFiles(source, target);
    else fs.writeFileSync(target, fs.readFileSync(source));
  }
}

/**
 * Runs one program of the folder to its end.
 * @returns the results that it printed, one object a line of JSON
 */
export async function runProgram(folder, program, args) {
  console.error(`running ${program} ${args.join(" ")}`);
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    timeout: PROGRAM_LIMIT_MS,
  });
  let text = "";
  child.stdout.setEncoding("utf8");
  child.stdout.on("data", (part) => {
    text += part;
  });
  const status = await new Promise((ended, failed) => {
    child.on("error", failed);
    child.on("close", ended);
  });
  const results = text
    .split("\n")
    .filter((line) => line.startsWith('{"measure"'))
    .map((line) => JSON.parse(line));
  if (results.length === 0) throw new Error(`${program} ended with ${status} and printed no result`);
  return results;
}

/** Reads a file that a program left in its `out` folder. */
export function programOutput(folder, name) {
  return JSON.parse(fs.readFileSync(path.join(folder, "out", name), "utf8"));
}
