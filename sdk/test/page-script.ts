// The page script as it is delivered, built once for all test files of a run.
import { mkdtemp, rename, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import type { TestProject } from "vitest/node";
import { buildAll } from "../build.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder of this run alone. */
    runFolder: string;
  }
}

/** Vitest's global set-up: a folder for what the files of one run share, taken away at its end. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "samepage-run-"));
  project.provide("runFolder", folder);
  return () => rm(folder, { recursive: true, force: true });
}

/** The folder with the built page script. The first file that asks builds it. */
export async function pageScript(): Promise<string> {
  const folder = inject("runFolder");
  const dist = join(folder, "dist");
  if (await exists(dist)) return dist;
  const own = await mkdtemp(join(folder, "build-"));
  await buildAll(own);
  // another worker may have been quicker: its build is the same
  await rename(own, dist).catch(async (error: unknown) => {
    if (!(await exists(dist))) throw error;
  });
  return dist;
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
