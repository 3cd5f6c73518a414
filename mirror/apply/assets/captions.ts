type Window = globalThis.Window & typeof globalThis;

/** Shows the captions that the customer's videos draw now, in a track of the replica's own. */
export class Captions {
  readonly #tracks = new WeakMap<HTMLMediaElement, TextTrack>();

  show(el: HTMLMediaElement, texts: readonly string[]): void {
    const track = this.#tracks.get(el) ?? el.addTextTrack("captions");
    this.#tracks.set(el, track);
    track.mode = "showing";
    for (const cue of [...(track.cues ?? [])]) track.removeCue(cue);
    const window = el.ownerDocument.defaultView as Window | null;
    if (!window) return;
    for (const text of texts) track.addCue(new window.VTTCue(0, Number.MAX_SAFE_INTEGER, text));
  }
}
