import { earlyFinds, type FontSource, noticing } from "../early.ts";
import type { CaptureHost } from "../host.ts";

/** Sources of faces that script has made, as CSS, as far as it was seen. */
export interface FontSources {
  get(face: FontFace): string | undefined;
}

/** Remembers what script makes fonts of; `changed` is called when it changes one, and adds or takes away any. */
export function watchFonts(host: CaptureHost, changed: () => void) {
  const { window } = host;
  const { fonts } = window.document;
  const sources = new WeakMap<FontFace, FontSource>();
  const blobs: string[] = [];
  if (window.FontFace) hook();

  return {
    sources: { get: textOf },
    look,
    stop(): void {
      for (const blob of blobs) URL.revokeObjectURL(blob);
    },
  };

  function hook(): void {
    const { prototype } = window.FontFace;
    host.patch(window, "FontFace", ({ value }) => ({
      value: noticing(value as typeof FontFace, (_self, [, source], face) =>
        sources.set(face as FontFace, source as FontSource),
      ),
    }));
    for (const key of ["add", "delete", "clear"]) host.notice(Object.getPrototypeOf(fonts), key, changed);
    for (const [key, { set }] of Object.entries(Object.getOwnPropertyDescriptors(prototype)))
      if (set) host.notice(prototype, key, changed);
  }

  /** Faces that script had added before, where the early snippet has seen what they are made of. */
  function look(): void {
    for (const face of fonts ?? []) if (sourceOf(face)) return changed();
  }

  function sourceOf(face: FontFace): FontSource | undefined {
    return sources.get(face) ?? earlyFinds(window)?.fonts.get(face);
  }

  function textOf(face: FontFace): string | undefined {
    const source = sourceOf(face);
    if (source === undefined || typeof source === "string") return source;
    const address = URL.createObjectURL(new Blob([source as BlobPart]));
    blobs.push(address);
    const text = `url("${address}")`;
    sources.set(face, text);
    return text;
  }
}
