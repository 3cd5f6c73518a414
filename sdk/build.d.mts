import type { Metafile } from "esbuild";

/** Builds everything into `out` and returns esbuild's account of what went where. */
export function buildAll(out?: string): Promise<{ chunks: Metafile; loader: Metafile }>;
