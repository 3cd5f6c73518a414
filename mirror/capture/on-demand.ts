import { MEASURES_REF } from "../codec/platform.ts";
import { Section } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { Drift } from "./drift.ts";
import type { CaptureHost } from "./host.ts";
import type { Measures } from "./measures/index.ts";
import type { Scrolls } from "./scroll.ts";
import { optional } from "./section.ts";
import type { SentTree } from "./tree.ts";
import type { Walker } from "./walk.ts";

/**
 * Parts that are loaded when somebody looks: the drift check once the page is shown, measures when a replica in
 * another engine asks for them.
 */
export type OnDemand = ReturnType<typeof createOnDemand>;

/** @param declared hears of closed shadow roots that only the page's source tells of */
export function createOnDemand(
  host: CaptureHost,
  tree: SentTree,
  walker: Walker,
  checksDrift: boolean,
  declared: (el: Element, root: ShadowRoot) => void,
  scrolls: Scrolls,
) {
  let drift: Drift | undefined;
  let driftDue = false;
  let measures: Measures | undefined;
  const needMeasures: () => void = host.onSign(
    () => import("./measures/index.ts"),
    (chunk) => {
      measures = chunk.createMeasures(host, tree, walker);
    },
  );
  const needDrift: () => void = host.onSign(
    () => import("./drift.ts"),
    (chunk) => {
      drift = chunk.createDrift(host.natives, tree, walker, scrolls);
      drift.changed();
      readSource();
    },
  );
  /** Where it can't be had, what is inside is not shown. */
  const readSource: () => void = host.onSign(
    () => import("./declared-roots.ts"),
    (chunk) => chunk.findDeclaredRoots(host, declared),
  );

  return {
    /** A check is due: it must find everything told. */
    get driftDue(): boolean {
      return driftDue;
    },
    /** Something waits that reads layout. */
    get any(): boolean {
      return driftDue || measures?.any === true;
    },
    wanted,
    poll,
    changed,
    writeMeasures,
    writeCheck,
    reset,
  };

  /** The replica wants something by this name; true where it is meant for a part of these. */
  function wanted(ref: string): boolean {
    if (ref !== MEASURES_REF) return false;
    needMeasures();
    return true;
  }

  /** A round of the page's poll; `isShown`: the keyframe has begun. */
  function poll(isShown: boolean): void {
    measures?.poll();
    if (drift) driftDue ||= drift.due();
    else if (checksDrift && isShown) needDrift();
  }

  /** Something was written. */
  function changed(): void {
    drift?.changed();
    measures?.changed();
  }

  function writeMeasures(writer: Writer): void {
    optional(writer, Section.Measures, measures);
  }

  /** The check that is due; only when everything that is dirty was written. */
  function writeCheck(writer: Writer): void {
    if (!driftDue) return;
    driftDue = false;
    drift?.write(writer, Section.Check);
  }

  function reset(): void {
    measures?.reset();
  }
}
