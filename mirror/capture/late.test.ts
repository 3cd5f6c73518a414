import { describe, expect, it } from "vitest";
import type { CaptureHost, PageWindow } from "./host.ts";
import { createLate } from "./late.ts";

const realm = (name: string) => ({ name }) as unknown as PageWindow;

function setUp() {
  const within: PageWindow[] = [];
  const host = {
    withinRealm: (w: PageWindow, make: () => void) => {
      within.push(w);
      make();
    },
  } as unknown as CaptureHost;
  const hooked: PageWindow[] = [];
  const part = { realm: (w: PageWindow) => void hooked.push(w) };
  return { late: createLate<typeof part>(host), part, hooked, within };
}

describe("a part that comes late", () => {
  it("hooks the realms that it missed, each as its own, and those that come", () => {
    const { late, part, hooked, within } = setUp();
    const [page, frame] = [realm("page"), realm("frame")];
    late.realm(page);
    expect(hooked).toEqual([]);
    late.arrive(part);
    late.realm(frame);
    expect(hooked).toEqual([page, frame]);
    expect(within).toEqual([page]);
    expect(late.part).toBe(part);
  });

  it("does not reach for a realm that has gone", () => {
    const { late, part, hooked } = setUp();
    const frame = realm("frame");
    late.realm(frame);
    late.realmGone(frame);
    late.arrive(part);
    expect(hooked).toEqual([]);
  });
});
