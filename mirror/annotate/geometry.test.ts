import { expect, test } from "vitest";
import { around, fromFractions, grown, holds, pathOf, toFractions } from "./geometry.ts";

const box = { left: 100, top: 50, width: 200, height: 40 };

test("A16 a stroke stands at the same place of its element in another layout", () => {
  const points = toFractions(
    [
      { x: 100, y: 50 },
      { x: 200, y: 90 },
      { x: 320, y: 40 },
    ],
    box,
  );
  expect(points).toEqual([0, 0, 0.5, 1, 1.1, -0.25]);
  expect(fromFractions(points, { left: 0, top: 10, width: 100, height: 80 })).toEqual([
    { x: 0, y: 10 },
    { x: 50, y: 90 },
    { x: 110.00000000000001, y: -10 },
  ]);
});

test("A16 an element without extent keeps its strokes where they are", () => {
  const empty = { left: 5, top: 5, width: 0, height: 0 };
  expect(fromFractions(toFractions([{ x: 8, y: 4 }], empty), empty)).toEqual([{ x: 8, y: 4 }]);
});

test("A16 a growing stroke sends only what is new", () => {
  expect(grown([], [0, 0, 1, 1], 0)).toEqual([0, 0, 1, 1]);
  expect(grown([0, 0, 1, 1], [2, 2], 2)).toEqual([0, 0, 1, 1, 2, 2]);
  expect(grown([0, 0, 1, 1], [3, 3], 1)).toEqual([0, 0, 3, 3]);
  expect(grown([0, 0], [3, 3], 2)).toBeNull();
});

test("A16 each tool has its shape", () => {
  const spots = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 10 },
  ];
  expect(pathOf("freehand", spots, box, 4)).toBe("M0 0Q10 0 10 5L10 10");
  expect(pathOf("freehand", spots.slice(0, 1), box, 4)).toBe("M0 0L0 0");
  expect(pathOf("box", spots, box, 4)).toBe("M0 0h10v10h-10Z");
  expect(pathOf("arrow", [spots[0] ?? { x: 0, y: 0 }, { x: 100, y: 0 }], box, 2)).toBe(
    "M0 0L100 0M89.2 5.2L100 0L89.2 -5.2",
  );
  expect(pathOf("highlight", [], box, 2)).toBe("M95 45h210v50h-210Z");
  expect(pathOf("freehand", [], box, 2)).toBe("");
});

test("the box around places, and what it holds", () => {
  expect(around([])).toBeNull();
  const bounds = around([
    { x: 90, y: 40 },
    { x: 310, y: 95 },
  ]);
  expect(bounds && holds(bounds, box)).toBe(true);
  expect(bounds && holds(box, bounds)).toBe(false);
});
