// Size of the script that a customer's page has to download before it can be mirrored.
import path from "node:path";
import zlib from "node:zlib";
import { buildSync } from "esbuild";

/** Bytes of an entry, bundled and minified, and compressed at the highest levels. */
export function bundledSize(entry, folder) {
  const { outputFiles } = buildSync({
    stdin: { contents: entry, resolveDir: path.resolve(folder), loader: "ts" },
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    write: false,
    logLevel: "error",
  });
  return sizeOf([outputFiles[0].contents]);
}

/** Bytes of files as they are served, each compressed by itself at the highest levels. */
export function sizeOf(files) {
  const bytes = files.map((file) => Buffer.from(file));
  const sum = (size) => bytes.reduce((all, file) => all + size(file), 0);
  return {
    minified: sum((file) => file.length),
    gzip: sum((file) => zlib.gzipSync(file, { level: 9 }).length),
    brotli: sum((file) => zlib.brotliCompressSync(file).length),
  };
}
