import { MEASURES_REF } from "../codec/platform.ts";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";
import type { PageOptions } from "./page.ts";
import type { Scrolls } from "./scroll.ts";
import type { Shown } from "./shown.ts";
import type { SentTree } from "./tree.ts";
import type { Walker } from "./walk.ts";

/** Stands in for what is done once the page is shown, or when a replica asks for measures. */
export type OnDemand = ReturnType<typeof createOnDemand>;

/** @param declared hears of closed shadow roots that only the page's source tells of */
export function createOnDemand(
  host: CaptureHost,
  tree: SentTree,
  walker: Walker,
  options: PageOptions,
  declared: (el: Element, root: ShadowRoot) => void,
  scrolls: Scrolls,
) {
  let shown: Shown | undefined;
  const asked = new Set<string>();
  const need: () => void = host.onSign(
    () => import("./shown.ts"),
    (chunk) => {
      shown = chunk.createShown(host, tree, walker, scrolls, options, asked, declared);
      return shown.readSource();
    },
  );

  return {
    /** A check is due: it must find everything told. */
    get driftDue(): boolean | undefined {
      return shown?.isCheckDue;
    },
    /** Something waits that reads layout. */
    get any(): boolean | undefined {
      return shown?.any;
    },
    wanted,
    poll,
    changed: (): void => shown?.changed(),
    writeMeasures: (writer: Writer): void => shown?.writeMeasures(writer),
    /** The check that is due; only when everything that is dirty was written. */
    writeCheck: (writer: Writer): void => shown?.writeCheck(writer),
    reset: (): void => shown?.reset(),
  };

  /** The replica wants something by this name; true where it is meant for a part of these. */
  function wanted(ref: string): boolean {
    if (!ref.startsWith(MEASURES_REF)) return false;
    asked.add(ref);
    need();
    shown?.wanted();
    return true;
  }

  /** A round of the page's poll; `isShown`: the keyframe has begun. */
  function poll(isShown: boolean): void {
    if (shown) shown.poll();
    else if (options.checksDrift !== false && isShown) need();
  }
}
