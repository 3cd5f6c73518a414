import type { CaptureHost } from "../host.ts";

/** Tells whether any sheet that can't be read does something: one that never arrived does not. */
export type Unreadable = ReturnType<typeof createUnreadable>;

export function createUnreadable(host: CaptureHost) {
  const { document } = host.window;
  /** Addresses of sheets that can't be read, and whether there is anything behind them. */
  const found = new Map<string, boolean>();
  // A page that forbids us to ask may well have loaded the sheet itself.
  host.listen(document, "securitypolicyviolation", (e) => {
    const { blockedURI } = e as SecurityPolicyViolationEvent;
    if (found.has(blockedURI)) found.set(blockedURI, true);
  });

  return {
    /** Asks about sheets that are new; those of shadow trees are not found and count as there. */
    get any(): boolean {
      for (const sheet of document.styleSheets) look(sheet);
      return found.size === 0 || [...found.values()].includes(true);
    },
  };

  function look(sheet: CSSStyleSheet): void {
    try {
      for (const rule of sheet.cssRules) {
        const imported = (rule as CSSImportRule).styleSheet;
        if (imported) look(imported);
      }
    } catch {
      // SecurityError: of another origin, which did not share it.
      if (sheet.href && !found.has(sheet.href)) ask(sheet.href);
    }
  }

  function ask(address: string): void {
    found.set(address, false);
    // The answer tells nothing but that there is one, mostly from the cache.
    host.window.fetch(address, { mode: "no-cors", cache: "force-cache" }).then(
      () => found.set(address, true),
      () => undefined, // nothing came, so the page has no such sheet either
    );
  }
}
