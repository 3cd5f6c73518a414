import { beforeEach, describe, expect, it } from "vitest";
import { deflate } from "../codec/compress.ts";
import { FLAG_DEFLATED } from "../codec/sections.ts";
import type { NamedTexts } from "./named-texts.ts";
import { Payloads } from "./payloads.ts";

const texts = { ready: (body: Uint8Array) => body } as unknown as NamedTexts;

let happened: string[];
let payloads: Payloads;

beforeEach(() => {
  happened = [];
  payloads = new Payloads(
    texts,
    (body) => happened.push(new TextDecoder().decode(body)),
    (error) => happened.push((error as Error).message),
  );
});

async function deflated(text: string): Promise<Uint8Array> {
  return Uint8Array.from([FLAG_DEFLATED, ...(await deflate(new TextEncoder().encode(text)))]);
}

describe("payloads in their order (F2)", () => {
  it("has a missing one noticed behind those that came before it", async () => {
    payloads.add(await deflated("first"));
    payloads.miss("missing");
    payloads.add(await deflated("last"));
    await expect.poll(() => happened).toEqual(["first", "missing", "last"]);
  });

  it("shows what comes after a purge, whatever came of what waited", async () => {
    payloads.miss("missing");
    payloads.clear();
    payloads.add(await deflated("next"));
    await expect.poll(() => happened).toEqual(["next"]);
  });
});
