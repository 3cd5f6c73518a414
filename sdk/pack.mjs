// Makes the npm package from the sources: npm/dist, with the types that they have. `npm pack ./npm` packs it.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

/** Builds npm/dist anew and returns the package's folder. */
export function buildPackage() {
  const folder = join(here, "npm");
  rmSync(join(folder, "dist"), { recursive: true, force: true });
  execFileSync("npx", ["tsc", "-p", folder], { cwd: here, stdio: "inherit" });
  const dist = join(folder, "dist");
  for (const name of readdirSync(dist)) {
    if (!name.endsWith(".d.ts")) continue;
    const path = join(dist, name);
    // The compiler leaves the names of source files in declarations; only what it wrote itself is packed.
    writeFileSync(path, readFileSync(path, "utf8").replaceAll(/(from "\.\/\w+)\.ts"/g, '$1.js"'));
  }
  return folder;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) buildPackage();
