import { expect, it } from "vitest";
import { Addressed } from "./addressed.ts";

const element = (isConnected = true) => ({ isConnected }) as Element;

it("A9 an element that was pointed at is found by its old number in a new picture, for as long as it lives", () => {
  const button = element();
  const other = element();
  const pictures: { [epoch: number]: { [node: number]: Element } } = { 1: { 5: button }, 2: { 5: other } };
  let shown = 1;
  const addressed = new Addressed({
    locate: (epoch, node) => (epoch === shown ? (pictures[epoch]?.[node] ?? null) : null),
  });
  expect(addressed.locate(1, 5)).toBe(button);
  shown = 2;
  expect(addressed.locate(1, 5)).toBe(button);
  expect(addressed.locate(1, 6)).toBeNull();
  expect(addressed.locate(2, 5)).toBe(other);
  Object.assign(button, { isConnected: false });
  expect(addressed.locate(1, 5)).toBeNull();
});

it("A9 only the last that were pointed at are remembered", () => {
  let shown = 1;
  const page = element();
  const addressed = new Addressed({ locate: (epoch) => (epoch === shown ? page : null) });
  for (let node = 1; node <= 70; node++) addressed.locate(1, node);
  shown = 2;
  expect(addressed.locate(1, 1)).toBeNull();
  expect(addressed.locate(1, 70)).toBe(page);
});
