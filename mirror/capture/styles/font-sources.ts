import type { CaptureHost } from "../host.ts";

/** Sources of faces that script has made since the capture began. */
export type FontSources = Pick<WeakMap<FontFace, string>, "get">;

/** Remembers what script makes fonts of; `changed` is called when it makes one, and adds or takes away any. */
export function watchFonts(host: CaptureHost, changed: () => void) {
  const { window } = host;
  const sources = new WeakMap<FontFace, string>();
  const blobs: string[] = [];
  if (window.FontFace) hook();

  return {
    sources,
    stop(): void {
      for (const blob of blobs) URL.revokeObjectURL(blob);
    },
  };

  function hook(): void {
    host.patch(window, "FontFace", ({ value }) => ({ value: watching(value) }));
    for (const key of ["add", "delete", "clear"])
      host.notice(Object.getPrototypeOf(window.document.fonts), key, changed);
  }

  /** The constructor as the page sees it; what it makes is remembered with its source. */
  function watching(original: typeof FontFace): typeof FontFace {
    return new Proxy(original, {
      construct: (target, args: ConstructorParameters<typeof FontFace>, newTarget) => {
        const face = Reflect.construct(target, args, newTarget) as FontFace;
        sources.set(face, sourceText(args[1]));
        return face;
      },
    });
  }

  function sourceText(source: string | BufferSource): string {
    if (typeof source === "string") return source;
    const address = URL.createObjectURL(new Blob([source as BlobPart]));
    blobs.push(address);
    return `url("${address}")`;
  }
}
