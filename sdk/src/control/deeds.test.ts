import type { DoneBody } from "@samepage/wire";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Deeds, type Told } from "./deeds.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const field = {} as Element;
const deed = (more: Partial<Told>): Told => ({
  agent: "agt_1",
  action: "type",
  label: "Town",
  page: "https://shop.example/",
  result: "done",
  chars: 1,
  element: field,
  ...more,
});

it("A9 tells typing once it rests, a field at a time, with the length at the end", async () => {
  const told: DoneBody[] = [];
  const deeds = new Deeds((body) => told.push(body));
  for (const chars of [1, 2, 3]) deeds.add(deed({ chars }));
  expect(told).toEqual([]);
  await vi.runAllTimersAsync();
  expect(told.map((d) => d.chars)).toEqual([3]);
  deeds.add(deed({ chars: 4 }));
  deeds.add(deed({ chars: 1, element: {} as Element, label: "Street" }));
  expect(told.map((d) => d.label)).toEqual(["Town", "Town"]);
  deeds.add(deed({ action: "submit", chars: 0 }));
  expect(told.map((d) => d.action)).toEqual(["type", "type", "type", "submit"]);
  expect(told.every((d) => !("element" in d))).toBe(true);
});
