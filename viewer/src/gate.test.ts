import { FlagKeyEnd, FlagKeyPart, FlagKeyStart } from "@samepage/wire";
import { describe, expect, test } from "vitest";
import { completesPicture, Gate } from "./gate.ts";

const key = FlagKeyStart | FlagKeyEnd;
const frame = (
  seq: number,
  flags = 0,
  more: Partial<{ stream: number; epoch: number; fence: number }> = {},
) => ({
  stream: 1,
  epoch: 1,
  fence: 1,
  flags,
  first: seq,
  last: seq,
  ...more,
});

describe("the gate", () => {
  test("W8: nothing passes before a keyframe", () => {
    const gate = new Gate();
    expect(gate.judge(frame(5))).toBe("gap");
    expect(gate.judge(frame(6))).toBe("drop");
    expect(gate.judge(frame(7, key))).toBe("pass");
    expect(gate.judge(frame(8))).toBe("pass");
  });

  test("W5: a hole is told once and then waited out", () => {
    const gate = new Gate();
    gate.judge(frame(1, key));
    expect(gate.judge(frame(3))).toBe("gap");
    expect(gate.judge(frame(4))).toBe("drop");
    expect(gate.judge(frame(9, key, { epoch: 2 }))).toBe("pass");
    expect(gate.judge(frame(10, 0, { epoch: 2 }))).toBe("pass");
  });

  test("W5: a repeated frame is dropped", () => {
    const gate = new Gate();
    gate.judge(frame(1, key));
    expect(gate.judge(frame(2))).toBe("pass");
    expect(gate.judge(frame(2))).toBe("drop");
  });

  test("W6: an older fence never passes, not even a keyframe", () => {
    const gate = new Gate();
    gate.judge(frame(1, key, { fence: 7 }));
    expect(gate.judge(frame(2, key, { fence: 6 }))).toBe("drop");
  });

  test("W21: after a purge older epochs are void and the next keyframe opens again", () => {
    const gate = new Gate();
    gate.judge(frame(1, key, { epoch: 3 }));
    gate.forget(4);
    expect(gate.judge(frame(2, 0, { epoch: 3 }))).toBe("drop");
    expect(gate.judge(frame(3, key, { epoch: 3 }))).toBe("drop");
    expect(gate.judge(frame(4, key, { epoch: 4 }))).toBe("pass");
  });

  test("a new page is a new stream", () => {
    const gate = new Gate();
    gate.judge(frame(40, key));
    expect(gate.judge(frame(1, key, { stream: 2 }))).toBe("pass");
    expect(gate.judge(frame(2, 0, { stream: 2 }))).toBe("pass");
  });

  test("a keyframe in parts is whole with its last part", () => {
    expect(completesPicture(FlagKeyStart)).toBe(false);
    expect(completesPicture(FlagKeyPart)).toBe(false);
    expect(completesPicture(FlagKeyPart | FlagKeyEnd)).toBe(true);
    expect(completesPicture(0)).toBe(true);
  });
});
