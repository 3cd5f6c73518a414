import type { Capture } from "@samepage/mirror/capture";
import type { FromChild, ToChild } from "@samepage/mirror/child";

/** The way to the page around; `end` takes everything away. */
export interface ParentLine {
  end(): void;
}

/**
 * Mirrors this frame to the page around whenever that asks for it.
 *
 * @param isOfSite whether frames of an origin inside this one are mirrored too
 */
export function speakTo(
  port: MessagePort,
  window: Window,
  isOfSite: (origin: string) => Promise<boolean>,
): ParentLine {
  let capture: Capture | undefined;
  /** The stream that the page around has asked for last. */
  let round = 0;
  const tell = (message: FromChild, ...moved: ArrayBuffer[]): void => port.postMessage(message, moved);
  const leave = (): void => tell({ is: "gone", round });
  port.onmessage = ({ data }: MessageEvent<ToChild>) => hear(data);
  window.addEventListener("pagehide", leave);

  return { end };

  function hear(message: ToChild): void {
    if (message.is === "start") start(message).catch(failed);
    else if (message.is === "ack") capture?.ack(message.count);
    else if (message.is === "want") capture?.assetWanted(message.ref);
    else if (message.is === "rest") rest(0);
    else end();
  }

  async function start({ round: wanted, policy }: Extract<ToChild, { is: "start" }>): Promise<void> {
    rest(wanted);
    const { startCapture } = await import("../capture/index.ts");
    if (round !== wanted) return;
    capture = startCapture({
      window,
      policy,
      exclude: () => false,
      listsOrigin: isOfSite,
      send: (payload) => {
        const own = new Uint8Array(payload); // what is handed over leaves the capture's hands
        tell({ is: "payload", round: wanted, payload: own }, own.buffer);
      },
      sendAsset: (ref, type, bytes) =>
        tell({ is: "asset", round: wanted, ref, type, bytes: new Uint8Array(bytes) }),
      judged: (verdict) => {
        if (verdict === "excluded") leave();
      },
    });
  }

  /** Nothing is told any more, until a start of that round. */
  function rest(next: number): void {
    round = next;
    capture?.stop();
    capture = undefined;
  }

  function end(): void {
    rest(0);
    window.removeEventListener("pagehide", leave);
    port.close();
  }

  /** The capture could not be had: the frame stays a box. */
  function failed(error: unknown): void {
    end();
    reportError(error);
  }
}
