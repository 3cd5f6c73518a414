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

  /**
   * An empty document of that mode in the frame. The policy of the frame's address stays in force. Where a browser gives
   * the frame none, as Chromium does beyond 1,000 frames of a tab, its content has a document that nobody sees: without
   * it nothing of the page could be followed.
   */
  open(frame: HTMLIFrameElement, mode: number): Document {
    const doc = frame.contentDocument;
    if (!doc) return blank(frame.ownerDocument);
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

function blank(around: Document): Document {
  const doc = around.implementation.createHTMLDocument("");
  doc.replaceChildren();
  return doc;
}
