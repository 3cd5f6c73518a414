import type { CaptureHost, PageWindow } from "./host.ts";

/** A part of the capture that hooks each realm of the page. */
interface RealmPart {
  realm(w: PageWindow): void;
}

/** A part that only some pages need: told of every realm it missed when it comes. */
export type Late<Part> = ReturnType<typeof createLate<Part & RealmPart>>;

export function createLate<Part extends RealmPart>(host: CaptureHost) {
  const missed = new Set<PageWindow>();
  let part: Part | undefined;

  return {
    get part(): Part | undefined {
      return part;
    },
    arrive(arrived: Part): void {
      part = arrived;
      for (const w of missed) host.withinRealm(w, () => arrived.realm(w));
      missed.clear();
    },
    /** Called within the realm. */
    realm(w: PageWindow): void {
      if (part) part.realm(w);
      else missed.add(w);
    },
    realmGone: (w: PageWindow): boolean => missed.delete(w),
  };
}
