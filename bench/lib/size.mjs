// Size of the script that a customer's page has to download before it can be mirrored.
import path from "node:path";
import zlib from "node:zlib";
import { buildSync } from "esbuild";

/** Bytes of an adapter's capture script, minified, and compressed at the highest levels. */
export function captureSize({ captureEntry, folder }) {
  const { outputFiles } = buildSync({
    stdin: { contents: captureEntry, resolveDir: path.resolve(folder), loader: "ts" },
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  const script = Buffer.from(outputFiles[0].contents);
  return {
    minified: script.length,
    gzip: zlib.gzipSync(script, { level: 9 }).length,
    brotli: zlib.brotliCompressSync(script).length,
  };
}
