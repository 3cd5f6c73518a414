import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildPackage } from "../pack.mjs";

/** A page of a company that uses all of the package's types. */
const CONSUMER = `
import { load, type SamepageApi } from "@samepage/page";
export async function help(): Promise<string> {
  const samepage: SamepageApi = await load({ host: "https://help.example", site: "pk" });
  samepage.on("session.ended", ({ by }) => console.info(by));
  await samepage.init({ name: "Ana", hooks: { consent: async ({ what, signal }) => what === "see" && !signal.aborted } });
  const { code, expiresAt } = await samepage.code({ dialog: false });
  // @ts-expect-error there is no such event
  samepage.on("session.begun", () => {});
  return code + expiresAt.toISOString() + (samepage.session?.agents.join() ?? "");
}
`;

const tools = resolve(import.meta.dirname, "../../node_modules/.bin");
let folder: string;
let packed: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "samepage-page-"));
  const said = execFileSync("npm", ["pack", "--json", "--pack-destination", folder], { cwd: buildPackage() });
  packed = join(folder, (JSON.parse(said.toString()) as [{ filename: string }])[0].filename);
  const home = join(folder, "node_modules", "@samepage", "page");
  mkdirSync(home, { recursive: true });
  execFileSync("tar", ["xzf", packed, "--strip-components=1", "-C", home]);
  writeFileSync(join(folder, "help.ts"), CONSUMER);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the npm package (C13)", () => {
  it("type-checks where it is installed, strictly, with what is packed alone", () => {
    const options = ["--strict", "--noEmit", "--target", "es2022", "--module", "nodenext", "--types", ""];
    execFileSync(join(tools, "tsc"), [...options, "help.ts"], { cwd: folder, stdio: "inherit" });
  });

  it("carries its licence's name, no source, and needs nothing", () => {
    const home = join(folder, "node_modules", "@samepage", "page");
    const about = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
    expect(about).toMatchObject({ name: "@samepage/page", license: "Apache-2.0" });
    expect(about.dependencies).toBeUndefined();
    const files = readdirSync(join(home, "dist")).sort();
    expect(files).toEqual(["api.d.ts", "api.js", "index.d.ts", "index.js", "load.d.ts", "load.js"]);
  });
});
