import type { Section } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { Walker } from "./walk.ts";

/** A part of the capture that has a section of its own. */
export interface SectionPart {
  readonly any: boolean;
  /** Writes the section's body; false: there was nothing to say. */
  write(w: Writer): boolean;
}

/** A section that may turn out to have nothing to say. */
export function optional(writer: Writer, section: Section, part: SectionPart | undefined): void {
  if (!part?.any) return;
  const before = writer.length;
  writer.uint(section);
  if (!part.write(writer)) writer.rewind(before);
}

/** A section of entries and a zero, left out when there are none. Answers whether there were. */
export function listed(writer: Writer, walker: Walker, section: Section, entries: () => void): boolean {
  const before = writer.length;
  writer.uint(section);
  walker.section();
  const empty = writer.length;
  entries();
  const any = writer.length > empty;
  if (any) writer.uint(0);
  else writer.rewind(before);
  return any;
}
