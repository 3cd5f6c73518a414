import { MEASURES_REF, SKIPPED_REF } from "../codec/platform.ts";
import { Section } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import { findDeclaredRoots } from "./declared-roots.ts";
import { createDevice } from "./device.ts";
import { createDrift } from "./drift.ts";
import type { CaptureHost } from "./host.ts";
import { createLateFaces } from "./late-faces.ts";
import type { Measures } from "./measures/index.ts";
import type { PageOptions } from "./page.ts";
import type { Scrolls } from "./scroll.ts";
import { optional } from "./section.ts";
import type { SentTree } from "./tree.ts";
import type { Walker } from "./walk.ts";

/**
 * What is done once the page is shown: the drift check, closed roots that only its source tells of, what the device
 * makes of some lengths, fonts that came too late, and measures that a replica asks for.
 */
export type Shown = ReturnType<typeof createShown>;

/**
 * @param asked references of measures that a replica wants, in time
 * @param declared hears of closed shadow roots that only the page's source tells of
 */
export function createShown(
  host: CaptureHost,
  tree: SentTree,
  walker: Walker,
  scrolls: Scrolls,
  options: PageOptions,
  asked: ReadonlySet<string>,
  declared: (el: Element, root: ShadowRoot) => void,
) {
  const checksDrift = options.checksDrift !== false;
  const device = createDevice(host, options.measureDevice, asked);
  const lateFaces = createLateFaces(host);
  const drift = createDrift(host.natives, tree, walker, scrolls);
  let isCheckDue = false;
  let measures: Measures | undefined;
  const needMeasures: () => void = host.onSign(
    () => import("./measures/index.ts"),
    (chunk) => {
      measures = chunk.createMeasures(host, tree, walker, scrolls, asked);
    },
  );
  drift.changed();
  wanted();

  return {
    /** A check is due: it must find everything told. */
    get isCheckDue(): boolean {
      return isCheckDue;
    },
    /** Something waits that reads layout. */
    get any(): boolean {
      return isCheckDue || device.any || lateFaces.any || measures?.any === true;
    },
    wanted,
    poll,
    changed,
    writeMeasures,
    writeCheck,
    readSource,
    reset,
  };

  /** Where the source can't be had, what is inside is not shown. */
  async function readSource(): Promise<void> {
    if (checksDrift) await findDeclaredRoots(host, declared);
  }

  function wanted(): void {
    if (asked.has(MEASURES_REF) || asked.has(SKIPPED_REF)) needMeasures();
    measures?.changed();
  }

  /** A round of the page's poll. */
  function poll(): void {
    device.poll();
    measures?.poll();
    isCheckDue ||= checksDrift && drift.due();
  }

  /** Something was written. */
  function changed(): void {
    drift.changed();
    measures?.changed();
  }

  function writeMeasures(writer: Writer): void {
    optional(writer, Section.Measures, device);
    optional(writer, Section.Measures, lateFaces);
    optional(writer, Section.Measures, measures);
  }

  function reset(): void {
    device.reset();
    lateFaces.reset();
    measures?.reset();
  }

  /** The check that is due; only when everything that is dirty was written. */
  function writeCheck(writer: Writer): void {
    if (isCheckDue) drift.write(writer, Section.Check);
    isCheckDue = false;
  }
}
