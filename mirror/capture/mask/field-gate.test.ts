import { describe, expect, it } from "vitest";
import type { FieldParts } from "../field-parts.ts";
import type { Natives } from "../natives.ts";
import { createFieldGate } from "./field-gate.ts";
import type { Control, Fields } from "./fields.ts";

type Chunk = Parameters<Parameters<FieldParts["onArrival"]>[0]>[0];

/** An element as far as the gate asks: it only hands it on. */
const el = (name: string) => ({ name }) as unknown as Control;

function setUp() {
  let arrive: (chunk: Chunk) => void = () => {};
  const needed: string[] = [];
  const parts = {
    need: () => void needed.push("need"),
    onArrival: (fn: (chunk: Chunk) => void) => {
      arrive = fn;
      return 1;
    },
  } as unknown as FieldParts;
  const judged: (Element[] | null)[] = [];
  const gate = createFieldGate({} as Natives, parts, (met) => judged.push(met && [...met]));
  const passwords: Element[] = [];
  const fields: Fields = {
    kind: () => "email",
    wasPassword: (of: Element) => void passwords.push(of),
    takesText: () => true,
    namesSecret: (words) => words === "pin",
    heldFields: (of) => [of],
    isPart: () => false,
  };
  const chunk = { createFields: () => fields } as unknown as Chunk;
  return { gate, needed, judged, passwords, come: () => arrive(chunk), fail: () => arrive(null) };
}

describe("P2 fields before it is known what they are for", () => {
  it("are of no kind, may be secret, and tell nothing", () => {
    const { gate } = setUp();
    expect(gate.kind(el("a"))).toBeNull();
    expect(gate.namesSecret("nickname")).toBe(true);
    expect(gate.takesText(el("a"))).toBe(false);
    expect(gate.isPart(el("a"))).toBe(true);
    expect(gate.heldFields(el("a"), "1234")).toEqual([]);
  });

  it("are judged again when it is known", () => {
    const { gate, needed, judged, come } = setUp();
    const field = el("a");
    gate.meet(field);
    expect(needed).toEqual(["need"]);
    come();
    expect(judged).toEqual([[field]]);
    expect(gate.kind(field)).toBe("email");
    expect(gate.namesSecret("nickname")).toBe(false);
    gate.meet(el("b"));
    expect(needed).toEqual(["need"]);
  });

  it("a password that was shown meanwhile is remembered as one", () => {
    const { gate, passwords, come } = setUp();
    const field = el("a");
    gate.wasPassword(field);
    come();
    expect(passwords).toEqual([field]);
  });

  it("stay secret where what knows them can't be had, and that is told", () => {
    const { gate, judged, fail } = setUp();
    gate.meet(el("a"));
    fail();
    expect(judged).toEqual([null]);
    expect(gate.kind(el("a"))).toBeNull();
  });
});
