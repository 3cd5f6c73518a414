import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ResourceLine } from "./resource-line.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const PIECE = 16 * 1024;

/** A line into a socket that holds so many bytes. */
function lineInto(socket: { waiting: number }): { line: ResourceLine; sent: string[] } {
  const sent: string[] = [];
  const line = new ResourceLine(
    (piece, isLast) => {
      sent.push(`${piece[0]}:${piece.length}${isLast ? "." : ""}`);
      socket.waiting += piece.length;
    },
    () => socket.waiting,
  );
  return { line, sent };
}

const resource = (mark: number, length: number): Uint8Array => new Uint8Array(length).fill(mark);

it("M9 resources stop first when the line is behind, and go on when it is not", () => {
  const socket = { waiting: 0 };
  const { line, sent } = lineInto(socket);
  line.add(resource(1, 3 * PIECE), false);
  line.add(resource(2, 10), false);
  expect(sent).toEqual([`1:${PIECE}`, `1:${PIECE}`]);
  vi.advanceTimersByTime(1_000);
  expect(sent).toHaveLength(2);
  socket.waiting = 0;
  vi.advanceTimersByTime(1_000);
  expect(sent.slice(2)).toEqual([`1:${PIECE}.`, "2:10."]);
});

it("the text that the next frame relies on goes before it, behind what is half sent", () => {
  const { line, sent } = lineInto({ waiting: 0 });
  line.add(resource(1, 4 * PIECE), false);
  line.add(resource(2, 10), false);
  line.add(resource(3, 2 * PIECE), true);
  expect(sent).toEqual([`1:${PIECE}`, `1:${PIECE}`, `1:${PIECE}`, `1:${PIECE}.`, `3:${2 * PIECE}.`]);
});

it("P2 what waits when a stricter rule comes is never sent", () => {
  const socket = { waiting: 0 };
  const { line, sent } = lineInto(socket);
  line.add(resource(1, 4 * PIECE), false);
  line.clear();
  socket.waiting = 0;
  vi.advanceTimersByTime(1_000);
  line.add(resource(2, 10), true);
  expect(sent).toEqual([`1:${PIECE}`, `1:${PIECE}`, "2:10."]);
});
