import { openStream } from "./nothing-stream.ts";

/** Sides of a video that shows what an engine does, in px, and its length in seconds. */
const TRIAL = { width: 16, height: 16, duration: 1, hasSound: false };
/** An engine that has not shown a frame by then is taken for one that shows none, in ms. */
const TRIAL_MS = 5_000;

/**
 * Whether frames of streams of nothing let see what is behind them. Some engines show black, which would hide the
 * customer's picture as soon as the video plays.
 */
export async function seesThrough(): Promise<boolean> {
  const video = document.createElement("video");
  const loaded = new Promise<boolean>((done) => {
    video.addEventListener("loadeddata", () => done(true), { once: true });
    setTimeout(() => done(false), TRIAL_MS);
  });
  try {
    await (await openStream(video, TRIAL)).fill(0, TRIAL.duration);
    return (await loaded) && isClear(video);
  } catch {
    return false; // no media sources, no encoder, or none for this kind of video
  } finally {
    video.removeAttribute("src");
    video.load();
  }
}

function isClear(video: HTMLVideoElement): boolean {
  const canvas = new OffscreenCanvas(1, 1);
  const context = canvas.getContext("2d");
  context?.drawImage(video, 0, 0, 1, 1);
  return context?.getImageData(0, 0, 1, 1).data[3] === 0;
}
