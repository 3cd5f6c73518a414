import type { ClientInfo } from "@samepage/wire";

/** Version of the page script, as reports show it. */
const CLIENT_VERSION = "0.1.0";

/** What a browser tells of itself. */
export type Told = Pick<ClientInfo, "os" | "os_version" | "browser" | "browser_version" | "mobile">;

interface Brand {
  brand: string;
  version: string;
}

/** The part of navigator.userAgentData that is asked (Chromium only). */
interface UserAgentData {
  mobile: boolean;
  platform: string;
  getHighEntropyValues(hints: string[]): Promise<{ platformVersion?: string; fullVersionList?: Brand[] }>;
}

const UNTOLD: Told = { os: "", os_version: "", browser: "", browser_version: "", mobile: false };

/** What this browser tells of itself (A12). What it does not tell stays empty: nothing is guessed. */
export async function readClient(window: Window): Promise<Told> {
  const data = (window.navigator as { userAgentData?: UserAgentData }).userAgentData;
  if (!data) {
    return import("./user-agent.ts").then(
      ({ parseUserAgent }) => parseUserAgent(window.navigator.userAgent), // Firefox and Safari only
      () => UNTOLD,
    );
  }
  try {
    const high = await data.getHighEntropyValues(["platformVersion", "fullVersionList"]);
    return fromData(data, high.platformVersion ?? "", high.fullVersionList ?? []);
  } catch {
    return fromData(data, "", []); // the page's permission policy withholds the details
  }
}

/** The facts that change: window, language, and how far away the server is. */
export function clientInfo(window: Window, told: Told, rtt: number): ClientInfo {
  return {
    ...told,
    language: window.navigator.language ?? "",
    time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone ?? "",
    width: window.document.documentElement.clientWidth,
    height: window.document.documentElement.clientHeight,
    dpr: window.devicePixelRatio,
    client_version: CLIENT_VERSION,
    rtt,
  };
}

function fromData(data: UserAgentData, platformVersion: string, brands: Brand[]): Told {
  const named = brands.filter(({ brand }) => !/not.?a.?brand/i.test(brand));
  const brand = named.find((b) => b.brand !== "Chromium") ?? named[0];
  return {
    os: data.platform === "Chrome OS" ? "ChromeOS" : data.platform,
    os_version: data.platform === "Windows" ? windowsVersion(platformVersion) : platformVersion,
    browser: (brand?.brand ?? "").replace(/^(Google|Microsoft) /, ""),
    browser_version: brand?.version ?? "",
    mobile: data.mobile,
  };
}

/** Chromium tells Windows by the version of its UniversalApiContract: 13 and up is Windows 11, 1 to 10 is Windows 10. */
function windowsVersion(contract: string): string {
  const major = Number.parseInt(contract, 10);
  if (!(major > 0)) return "";
  return major >= 13 ? "11" : "10";
}
