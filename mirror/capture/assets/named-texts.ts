import { Section } from "../../codec/sections.ts";
import type { Writer } from "../../codec/writer.ts";
import type { SheetTexts } from "../styles/index.ts";
import { hashOf } from "./hash.ts";
import { MISSING } from "./missing.ts";
import { NAMED_TEXT, PLAIN_TEXTS_REF } from "./named-text.ts";

/** UTF-16 units from which a text is named: a name and the frame of its text cost about what a shorter one does. */
const NAMED_FROM = 1_024;
/** UTF-16 units of texts that a page keeps to answer with; what is beyond travels in the stream. */
const KEPT_MAX = 8 * 1024 * 1024;

/** What the names need of the capture. */
export interface NamedTextHooks {
  /** Names that the owner of the session has the texts of; without it texts travel in the stream. */
  readonly heldTexts: readonly string[] | undefined;
  deflate(bytes: Uint8Array): Promise<Uint8Array>;
  createWriter(): Writer;
  send(ref: string, type: string, bytes: Uint8Array): void;
}

interface NamedText {
  readonly name: string;
  readonly text: string;
  /** The text in UTF-8, deflated; not made where the owner has it. */
  readonly packed: Uint8Array | undefined;
}

/** Large texts of style sheets, told by a name that is made of what they say, and sent once in a session. */
export interface NamedTexts extends Omit<SheetTexts, "linked"> {
  /** A payload's body behind the names that were told in it, which it relies on. */
  headed(body: Uint8Array): Uint8Array;
  /** The replica has not got a text. */
  wanted(ref: string): Promise<void>;
  /** A keyframe begins: names told before are not answered any more. */
  reset(): void;
  /** A stricter rule holds: nobody has any text any more. */
  purged(): void;
}

export function createNamedTexts({
  heldTexts: held,
  deflate,
  createWriter,
  send,
}: NamedTextHooks): NamedTexts {
  const byText = new Map<string, NamedText>();
  /** Names of this keyframe and what followed it. */
  const byName = new Map<string, NamedText>();
  const sent = new Set(held);
  let keptUnits = 0;
  let isPlain = !held;
  let news: string[] = [];

  return { prepare, nameOf, headed, wanted, reset, purged };

  async function prepare(text: string): Promise<void> {
    if (isPlain || text.length < NAMED_FROM || byText.has(text)) return;
    if (keptUnits + text.length > KEPT_MAX) return;
    keptUnits += text.length;
    try {
      const bytes = new TextEncoder().encode(text);
      const name = `s${(await hashOf(bytes)).letters}`;
      const packed = sent.has(name) ? undefined : await deflate(bytes);
      byText.set(text, { name, text, packed });
    } catch {
      // TypeError or ReferenceError: no hashes outside secure contexts, or no compressor. The text has no name then.
    }
  }

  function nameOf(text: string): string {
    const named = byText.get(text);
    if (!named || isPlain) return "";
    const { name, packed } = named;
    byName.set(name, named);
    news.push(name);
    // Before the payload that names it, so that nobody waits for it.
    if (packed && !sent.has(name)) send(name, NAMED_TEXT, packed);
    sent.add(name);
    return name;
  }

  function headed(body: Uint8Array): Uint8Array {
    if (news.length === 0) return body;
    const w = createWriter();
    w.uint(Section.Texts);
    w.uint(news.length);
    for (const name of news) w.text(name);
    w.bytes(body);
    news = [];
    return w.take();
  }

  async function wanted(ref: string): Promise<void> {
    if (ref === PLAIN_TEXTS_REF) {
      isPlain = true;
      return;
    }
    const named = byName.get(ref);
    if (!named) return send(ref, MISSING, new Uint8Array());
    const packed = named.packed ?? (await deflate(new TextEncoder().encode(named.text)));
    // A purge may have come meanwhile.
    if (byName.get(ref) === named) send(ref, NAMED_TEXT, packed);
  }

  function reset(): void {
    byName.clear();
    news = [];
  }

  function purged(): void {
    reset();
    sent.clear();
  }
}
