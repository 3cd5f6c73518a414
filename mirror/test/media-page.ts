import { openStream } from "../apply/assets/nothing-stream.ts";

/** Gives a video or sound something to play, of any length. */
const load = async (el: HTMLMediaElement, duration: number, loaded = duration): Promise<void> => {
  const [width, height] = el.localName === "video" ? [64, 36] : [0, 0];
  await (await openStream(el, { width, height, duration, hasSound: true })).fill(0, loaded);
};

declare global {
  var loadMedia: (el: HTMLMediaElement, duration: number, loaded?: number) => Promise<void>;
}

globalThis.loadMedia = load;
