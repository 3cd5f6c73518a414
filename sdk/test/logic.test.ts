import { describe, expect, it, vi } from "vitest";
import { packAsset } from "../src/core/asset-frame.ts";
import { maskCards } from "../src/core/cards.ts";
import { clientInfo, readClient } from "../src/core/client-info.ts";
import { Keep } from "../src/core/keep.ts";
import { takeLock } from "../src/core/locks.ts";
import { currentPage } from "../src/core/page.ts";
import { policyFor } from "../src/core/policy.ts";
import { parseUserAgent } from "../src/core/user-agent.ts";
import { obstacle } from "../src/loader/environment.ts";
import { goesOn } from "../src/loader/goes-on.ts";
import { luminance } from "../src/ui/accent.ts";
import { FakeStorage } from "./fake-connection.ts";

/** A busy machine takes its time; this only ends what hangs. */
const PATIENCE = { timeout: 30_000 };

describe("card numbers (A22)", () => {
  it.each([
    ["4111111111111111", "••••••••••••••••"],
    ["pay 5500-0000-0000-0004 now", "pay ••••-••••-••••-•••• now"],
    ["3782 822463 10005", "•••• •••••• •••••"],
    ["٤١١١١١١١١١١١١١١١", "••••••••••••••••"],
    ["order 4111111111111112", "order 4111111111111112"],
    ["call +44 20 7946 0958", "call +44 20 7946 0958"],
    ["0000000000000000", "0000000000000000"],
    ["nothing here", "nothing here"],
  ])("%s becomes %s", (text, masked) => {
    expect(maskCards(text)).toBe(masked);
  });
});

describe("client info (A12)", () => {
  it.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
      { os: "Windows", os_version: "", browser: "Firefox", browser_version: "140.0", mobile: false },
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
      { os: "iOS", os_version: "17.5.1", browser: "Safari", browser_version: "17.5", mobile: true },
    ],
    [
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15",
      { os: "macOS", os_version: "", browser: "Safari", browser_version: "18.1", mobile: false },
    ],
    [
      "Mozilla/5.0 (Android 14; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0",
      { os: "Android", os_version: "14", browser: "Firefox", browser_version: "130.0", mobile: true },
    ],
    ["something else", { os: "", os_version: "", browser: "", browser_version: "", mobile: false }],
  ])("%s", (ua, told) => {
    expect(parseUserAgent(ua)).toEqual(told);
  });

  it("takes brands and versions where the browser tells them", async () => {
    const userAgentData = {
      mobile: false,
      platform: "Windows",
      getHighEntropyValues: async () => ({
        platformVersion: "15.0.0",
        fullVersionList: [
          { brand: "Not)A;Brand", version: "8.0" },
          { brand: "Chromium", version: "141.0.1" },
          { brand: "Google Chrome", version: "141.0.2" },
        ],
      }),
    };
    const told = await readClient({ navigator: { userAgentData } } as unknown as Window);
    expect(told).toEqual({
      os: "Windows",
      os_version: "11",
      browser: "Chrome",
      browser_version: "141.0.2",
      mobile: false,
    });
  });

  it("adds window, language and round trip", () => {
    const window = {
      navigator: { language: "pt-PT" },
      document: { documentElement: { clientWidth: 360, clientHeight: 640 } },
      devicePixelRatio: 3,
    } as unknown as Window;
    const told = parseUserAgent("");
    expect(clientInfo(window, told, 24)).toMatchObject({
      language: "pt-PT",
      width: 360,
      height: 640,
      dpr: 3,
      rtt: 24,
    });
  });
});

describe("addresses", () => {
  it("are origin and path; long numbers in titles are hidden (P2)", () => {
    const window = {
      location: { origin: "https://shop.example", pathname: "/orders", search: "?t=secret", hash: "#x" },
      document: { title: "Order 123456 of 4111 1111 1111 1111" },
    } as unknown as Window;
    expect(currentPage(window)).toEqual({
      url: "https://shop.example/orders",
      title: "Order •••••• of •••• •••• •••• ••••",
    });
  });
});

describe("privacy rules", () => {
  it("are given to the capture in its own words; unknown ones too, and rules of Advanced are not", () => {
    const rules = [
      { do: "readonly", selector: "#a" },
      { do: "mask", field: "tel" },
      { do: "mask", pattern: "\\d+" },
      { do: "hide", selector: ".x", mode: "advanced" },
      { do: "of-the-future", selector: ".y", mode: "instant" },
    ];
    expect(policyFor({ kind: "policy", version: 4, mask_all: true, rules })).toEqual({
      version: 4,
      maskAll: true,
      pageMayAllow: false,
      pages: [],
      rules: [
        { id: "0", effect: "readOnly", selector: "#a" },
        { id: "1", effect: "mask", field: "phone" },
        { id: "4", effect: "of-the-future", selector: ".y" },
      ],
      texts: [{ id: "2", pattern: "\\d+" }],
    });
  });
});

describe("storage", () => {
  it("keeps values per site and forgets them", () => {
    const storage = new FakeStorage();
    const keep = new Keep("a", () => storage);
    keep.set("x", { n: 1 });
    expect(new Keep("a", () => storage).get("x")).toEqual({ n: 1 });
    expect(new Keep("b", () => storage).get("x")).toBeUndefined();
    keep.set("x", undefined);
    expect(storage.length).toBe(0);
  });

  it("lives as long as the page where storage is refused or full, and survives nonsense", () => {
    const refused = new Keep("a", () => {
      throw new Error("SecurityError");
    });
    refused.set("x", 1);
    expect(refused.get("x")).toBe(1);
    const full = new FakeStorage();
    full.setItem = () => {
      throw new Error("QuotaExceededError");
    };
    const keep = new Keep("a", () => full);
    keep.set("x", 2);
    expect(keep.get("x")).toBe(2);
    const odd = new FakeStorage();
    odd.setItem("samepage.a.x", "{not json");
    expect(new Keep("a", () => odd).get("x")).toBeUndefined();
  });
});

describe("locks", () => {
  it("a lock that is not free in time is done without", async () => {
    vi.useFakeTimers();
    const request = (_name: string, { signal }: LockOptions) =>
      new Promise((_resolve, reject) =>
        signal?.addEventListener("abort", () => reject(new Error("AbortError"))),
      );
    const taken = takeLock({ request } as unknown as LockManager, "x", 1_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await taken).toBeUndefined();
    vi.useRealTimers();
  });

  it("is held until it is released", async () => {
    let over = false;
    const request = async (_name: string, _options: LockOptions, held: () => Promise<void>) => {
      await held();
      over = true;
    };
    const lock = await takeLock({ request } as unknown as LockManager, "x", 1_000);
    expect(over).toBe(false);
    lock?.release();
    await vi.waitFor(() => expect(over).toBe(true), PATIENCE);
  });
});

describe("resource frames (W22)", () => {
  it("lengths, texts, bytes", () => {
    expect([...packAsset("r1", "é", new Uint8Array([9]))]).toEqual([2, 0x72, 0x31, 2, 0xc3, 0xa9, 9]);
    expect(packAsset("r".repeat(200), "", new Uint8Array()).subarray(0, 2)).toEqual(
      new Uint8Array([0xc8, 0x01]),
    );
  });
});

describe("where it cannot work (C12)", () => {
  const able = {
    isSecureContext: true,
    document: { adoptedStyleSheets: [] },
    HTMLElement: { prototype: { showPopover: () => undefined } },
    HTMLDialogElement: { prototype: { showModal: () => undefined } },
    WebSocket: Object,
  };
  const told = (over: object) => {
    const window: Record<string, unknown> = { ...able, ...over };
    window.top ??= window;
    return obstacle(window as unknown as Window & typeof globalThis);
  };

  it.each([
    [{}, ""],
    [{ isSecureContext: false }, "https"],
    [{ top: {} }, "frame"],
    [{ HTMLElement: { prototype: {} } }, "too old"],
    [{ HTMLDialogElement: undefined }, "too old"],
  ])("%o", (over, words) => {
    if (words) expect(told(over)).toContain(words);
    else expect(told(over)).toBe("");
  });

  it.each([
    [{ "samepage.pk.session": "1" }, {}, true],
    [{}, { "samepage.pk.chat": "1" }, true],
    [{}, { "samepage.other.chat": "1" }, false],
  ])("goes on where the page before left something: %o %o", (session, local, expected) => {
    const storage = (items: object) => {
      const made = new FakeStorage();
      for (const [key, value] of Object.entries(items)) made.setItem(key, value);
      return made;
    };
    const window = { sessionStorage: storage(session), localStorage: storage(local) } as unknown as Window;
    expect(goesOn(window, "pk")).toBe(expected);
  });
});

describe("contrast", () => {
  it("reads computed colours", () => {
    expect(luminance("rgb(255, 255, 255)")).toBeCloseTo(1);
    expect(luminance("rgba(0, 0, 0, 0.5)")).toBe(0);
    expect(luminance("color(display-p3 1 1 1)")).toBe(0);
  });
});
