// Gives each part of the page script its own copy of small modules without state. Shared, they would be chunks of their
// own with all that any part uses of them, loaded by every page.
import { readFile } from "node:fs/promises";

/** What may be there twice: the protocol, constants, and helpers that are functions and nothing else. */
const COPIED =
  /[\\/](?:wire[\\/]ts[\\/]src[\\/][\w-]+|core[\\/](?:cards|page|policy)|codec[\\/](?:css-escapes|faces|measures|platform|sections)|capture[\\/]section|mask[\\/](?:blocks|controls)|(?:styles|assets)[\\/](?:ops|rule-lists|early-pictures))\.ts$/;

/** A plugin of esbuild. A part is an entry, or a module that is loaded by import(), with all that it imports. */
export const ownCopies = {
  name: "own-copies",
  setup(build) {
    build.onResolve({ filter: /^@samepage\/|^\.\.?\/.*\.ts$/ }, async (args) => {
      const { path, resolveDir, kind, importer, pluginData } = args;
      if (pluginData?.isAsked) return null;
      const found = await build.resolve(path, { resolveDir, kind, importer, pluginData: { isAsked: true } });
      if (found.errors.length > 0) return found;
      const part = kind === "dynamic-import" ? partOf(found.path) : (pluginData?.part ?? "");
      return { ...found, suffix: COPIED.test(found.path) ? `?${part}` : "", pluginData: { part } };
    });
    build.onLoad({ filter: /\.ts$/ }, async ({ path, pluginData }) => ({
      contents: await readFile(path, "utf8"),
      loader: "ts",
      pluginData,
    }));
  },
};

/** Entries of parts are called index.ts, or after what they are. */
const partOf = (path) =>
  path
    .split(/[\\/]/)
    .slice(-2)
    .join("/")
    .replace(/(\/index)?\.ts$/, "");
