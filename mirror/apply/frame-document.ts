import { CompatMode } from "../codec/sections.ts";

const DOCTYPES: Record<number, string> = {
  [CompatMode.Standards]: "<!doctype html>",
  [CompatMode.Quirks]: "",
  [CompatMode.LimitedQuirks]:
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
};

/** Modes of the replica's documents: only a parser can set them, so each document is written once. */
export class FrameDocuments {
  readonly #modes = new WeakMap<Document, number>();

  /** An empty document of that mode in the frame. The policy of the frame's address stays in force. */
  open(frame: HTMLIFrameElement, mode: number): Document {
    const doc = frame.contentDocument;
    if (!doc) throw new Error("the replica's frame has no document of this origin");
    if ((this.#modes.get(doc) ?? guess(doc)) !== mode) {
      doc.open();
      doc.write(DOCTYPES[mode] ?? DOCTYPES[CompatMode.Standards] ?? "");
      doc.close();
    }
    this.#modes.set(doc, mode);
    doc.replaceChildren();
    return doc;
  }
}

function guess(doc: Document): number {
  return doc.compatMode === "BackCompat" ? CompatMode.Quirks : CompatMode.Standards;
}
