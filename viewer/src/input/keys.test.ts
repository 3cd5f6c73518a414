import { expect, test } from "vitest";
import { meantFor, type Pressed } from "./keys.ts";
import { isApple, modifiersOf } from "./modifiers.ts";

const pressed = (more: Partial<Pressed>, states: string[] = []): Pressed => ({
  key: "a",
  code: "KeyA",
  isComposing: false,
  keyCode: 65,
  shiftKey: false,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  getModifierState: (name) => states.includes(name),
  ...more,
});
const windows = { agentApple: false, customerApple: false };
const mac = { agentApple: true, customerApple: false };

test.each([
  ["a letter", pressed({}), windows, "page"],
  ["Tab: the page's own order", pressed({ key: "Tab", code: "Tab" }), windows, "page"],
  ["Escape closes the page's dialogs", pressed({ key: "Escape", code: "Escape" }), windows, "page"],
  ["an input method at work", pressed({ key: "Process", keyCode: 229 }), windows, "text"],
  ["a dead key", pressed({ key: "Dead" }), windows, "text"],
  ["Shift alone", pressed({ key: "Shift", shiftKey: true }), windows, "nothing"],
  ["a shortcut of the console", pressed({ altKey: true }), windows, "console"],
  ["@ with AltGr", pressed({ key: "@", ctrlKey: true, altKey: true }, ["AltGraph"]), windows, "page"],
  ["@ with Option on a German Mac", pressed({ key: "@", code: "KeyL", altKey: true }), mac, "page"],
  ["copy", pressed({ key: "c", code: "KeyC", ctrlKey: true }), windows, "copy"],
  ["copy on a Mac", pressed({ key: "c", code: "KeyC", metaKey: true }), mac, "copy"],
  ["cut", pressed({ key: "x", code: "KeyX", ctrlKey: true }), windows, "cut"],
  ["paste waits for the clipboard", pressed({ key: "v", code: "KeyV", ctrlKey: true }), windows, "text"],
  ["select all", pressed({ key: "a", ctrlKey: true }), windows, "page"],
  ["reload is the agent's own", pressed({ key: "F5", code: "F5" }), windows, "browser"],
  ["so is the address", pressed({ key: "l", code: "KeyL", ctrlKey: true }), windows, "browser"],
] as const)("A9 %s", (_, key, systems, meant) => {
  expect(meantFor(key, systems)).toBe(meant);
});

test("A9 Command of the agent's Mac is Control at the customer's Windows, and the reverse", () => {
  const held = { shiftKey: true, ctrlKey: false, altKey: false, metaKey: true };
  expect(modifiersOf(held, mac)).toBe(1 + 2);
  expect(modifiersOf(held, { agentApple: true, customerApple: true })).toBe(1 + 8);
  expect(
    modifiersOf({ ...held, ctrlKey: true, metaKey: false }, { agentApple: false, customerApple: true }),
  ).toBe(9);
  expect([isApple("MacIntel"), isApple("iOS"), isApple("Windows")]).toEqual([true, true, false]);
});
