import type { Told } from "./client-info.ts";

const BROWSERS: readonly [name: string, pattern: RegExp][] = [
  ["Edge", /\bEdg(?:A|iOS)?\/([\d.]+)/],
  ["Opera", /\bOPR\/([\d.]+)/],
  ["Samsung Internet", /\bSamsungBrowser\/([\d.]+)/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/([\d.]+)/],
  ["Chrome", /\b(?:Chrome|CriOS)\/([\d.]+)/],
  ["Safari", /\bVersion\/([\d.]+).*\bSafari\//],
];

/**
 * Reads a user agent string. Versions that browsers have frozen (Windows 10.0, macOS 10.15.7, Android 10
 * of Chromium) say nothing and stay empty.
 */
export function parseUserAgent(ua: string): Told {
  const found = BROWSERS.map(([name, pattern]) => ({ name, version: pattern.exec(ua)?.[1] })).find(
    (b) => b.version,
  );
  return {
    ...parseSystem(ua),
    browser: found?.name ?? "",
    browser_version: found?.version ?? "",
    mobile: /\bMobi|\biP(?:hone|od)\b/.test(ua),
  };
}

function parseSystem(ua: string): { os: string; os_version: string } {
  const ios = /\b(?:iPhone|iPad|iPod)\b.*? OS ([\d_]+)/.exec(ua);
  if (ios) return { os: "iOS", os_version: (ios[1] ?? "").replaceAll("_", ".") };
  const android = /\bAndroid(?: ([\d.]+))?/.exec(ua);
  if (android) return { os: "Android", os_version: android[1] === "10" ? "" : (android[1] ?? "") };
  if (/\bWindows NT\b/.test(ua)) return { os: "Windows", os_version: "" };
  if (/\bMacintosh\b/.test(ua)) return { os: "macOS", os_version: "" };
  if (/\bCrOS\b/.test(ua)) return { os: "ChromeOS", os_version: "" };
  if (/\bLinux\b|\bX11\b/.test(ua)) return { os: "Linux", os_version: "" };
  return { os: "", os_version: "" };
}
