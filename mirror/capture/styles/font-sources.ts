import { earlyFinds, type FontSource, noticing } from "../early.ts";
import type { CaptureHost } from "../host.ts";

/** Sources of faces that script has made, as far as it was seen. */
export interface FontSources {
  get(face: FontFace): FontSource | undefined;
}

/** Remembers what script makes fonts of; `changed` is called when it changes one, and adds or takes away any. */
export function watchFonts(host: CaptureHost, changed: () => void) {
  const { window } = host;
  const { fonts } = window.document;
  const sources = new WeakMap<FontFace, FontSource>();
  if (window.FontFace) hook();

  return { get, look };

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
    for (const face of fonts ?? []) if (get(face)) return changed();
  }

  function get(face: FontFace): FontSource | undefined {
    return sources.get(face) ?? earlyFinds(window)?.fonts.get(face);
  }
}
