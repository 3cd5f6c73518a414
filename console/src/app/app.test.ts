import { describe, expect, it } from "vitest";
import { spokenLanguage } from "../i18n/index.ts";
import { localeOf } from "../i18n/use-locale.ts";
import { urgency } from "../queue/waiting.ts";
import { parsePreferences } from "../settings/preferences.ts";
import { SHORTCUTS, shortcutNamed, shortcutOf } from "../settings/shortcuts.ts";
import { parsePath, pathOf } from "./router.ts";

describe("addresses", () => {
  it.each(["/", "/chats/cht_1", "/chats/cht_1/co-browse", "/reports/sessions"])(
    "%s leads back to itself",
    (path) => {
      expect(pathOf(parsePath(path))).toBe(path);
    },
  );

  it("leads to the desk from anywhere unknown", () =>
    expect(parsePath("/no/such/place")).toEqual({ page: "desk" }));
});

describe("shortcuts (A21)", () => {
  const pressed = { key: "", code: "", altKey: false, ctrlKey: false, metaKey: false };

  it("are each their own", () => {
    const keys = SHORTCUTS.map(({ key, alt }) => `${alt} ${key}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("by Alt work while a message is typed, by a sign alone do not", () => {
    expect(shortcutOf({ ...pressed, altKey: true, code: "Digit2", key: "²" }, true)).toBe("cobrowse");
    expect(shortcutOf({ ...pressed, key: "?" }, false)).toBe("help");
    expect(shortcutOf({ ...pressed, key: "?" }, true)).toBeUndefined();
    expect(shortcutOf({ ...pressed, altKey: true, ctrlKey: true, code: "Digit2" }, false)).toBeUndefined();
  });
});

describe("keys that the viewer passes on (A21)", () => {
  it.each([
    ["Alt+Digit1", "engagement"],
    ["?", "help"],
    ["x", undefined],
  ])("%s", (name, id) => expect(shortcutNamed(name)).toBe(id));
});

describe("preferences", () => {
  it("keep what makes sense and replace what does not", () => {
    const kept = parsePreferences({ theme: "dark", language: "xx", sound: false, shortcuts: "yes" });
    expect(kept).toMatchObject({ theme: "dark", language: "auto", sound: false, shortcuts: true });
    expect(parsePreferences("rubbish")).toBeUndefined();
  });
});

describe("languages", () => {
  it("follow the choice, else the browser, else English", () => {
    expect(spokenLanguage("de", ["fr-FR"])).toBe("de");
    expect(spokenLanguage("auto", ["fr-FR", "de-AT", "en-US"])).toBe("de");
    expect(spokenLanguage("auto", ["fr-FR"])).toBe("en");
  });

  it("take the browser's own region for dates", () => {
    expect(localeOf("en", ["de-DE", "en-GB"])).toBe("en-GB");
    expect(localeOf("de", ["en-GB"])).toBe("de");
  });
});

describe("waiting times", () => {
  it.each([
    [0, "calm"],
    [59_999, "calm"],
    [60_000, "amber"],
    [180_000, "red"],
  ])("%d ms are %s", (ms, level) => expect(urgency(ms)).toBe(level));
});
