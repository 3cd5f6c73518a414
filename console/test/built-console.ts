// Builds the console for the browser tests: once for all of them, and again only when a source changed.
import { createHash } from "node:crypto";
import { access, mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { build } from "vite";

const ROOT = join(import.meta.dirname, "..");
const SOURCES = ["index.html", "vite.config.ts", "package.json", "src", "public", "../wire/ts/src"];
const CACHE = join(ROOT, "../node_modules/.cache/samepage-console");

/** The folder of a build of the present sources. */
export async function builtConsole(): Promise<string> {
  const folder = join(CACHE, await fingerprint());
  if (await exists(join(folder, "index.html"))) return folder;
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(join(CACHE, "build-"));
  await build({ root: ROOT, logLevel: "error", build: { outDir: fresh } });
  try {
    await rename(fresh, folder);
  } catch (error) {
    // Another test file was faster; its build is of the same sources.
    await rm(fresh, { recursive: true });
    if (!(await exists(join(folder, "index.html")))) throw error;
  }
  return folder;
}

async function fingerprint(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of await filesOf(join(ROOT, source))) hash.update(file).update(await readFile(file));
  }
  return hash.digest("hex").slice(0, 16);
}

async function filesOf(path: string): Promise<string[]> {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return [path];
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
