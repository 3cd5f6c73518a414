import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import { AssetOp, MEDIA_STATES, PlaybackFlag } from "./ops.ts";

/** After these something of a player may look otherwise. */
const SIGNS =
  "loadedmetadata durationchange progress volumechange play playing pause seeking seeked waiting stalled canplay ratechange ended emptied";
/** Where the replica would show another moment than the page, by more than this many seconds, it is told anew. */
const DRIFT_S = 0.3;
/** The same of what stands still. */
const REST_S = 0.01;
/** A player that runs is told anew this often, in ms: who has joined since began to count too late. */
const AGAIN_MS = 5_000;
/** `readyState` of an element that knows its length, and of one that can go on. */
const HAS_METADATA = 1;
const CAN_GO_ON = 3;

/** What the browser knows of sound; each engine says it in a way of its own. */
interface Hearing {
  readonly mozHasAudio?: boolean;
  readonly webkitAudioDecodedByteCount?: number;
  readonly audioTracks?: { readonly length: number };
}

/** What the replica was told of a player, and when. */
interface Told {
  loaded: string;
  cues: string;
  playback: string;
  time: number;
  /** Seconds of its time line in a second. */
  pace: number;
  at: number;
}

/** What videos and sound say by themselves: their controls, the moment they are at, the captions they show. */
export type Media = ReturnType<typeof createMedia>;

/** @param changed an element has something to tell */
export function createMedia(host: CaptureHost, changed: (el: HTMLMediaElement) => void) {
  let toldOf = new WeakMap<HTMLMediaElement, Told>();
  const hasStates = host.window.CSS.supports("selector(:playing)");

  return {
    listen,
    write,
    /** All is to be told anew. */
    again: (): void => {
      toldOf = new WeakMap();
    },
  };

  /** Media events reach the root they happen in, and no further. */
  function listen(root: Document | ShadowRoot): void {
    for (const type of SIGNS.split(" ")) host.listen(root, type, ({ target }) => sign(target));
    host.listen(root, "timeupdate", ({ target }) => {
      if (isMedia(target) && isLate(target)) changed(target);
    });
  }

  function sign(target: EventTarget | null): void {
    if (isMedia(target)) changed(target);
  }

  /** The browser tells of the time four times a second; the replica counts by itself. */
  function isLate(el: HTMLMediaElement): boolean {
    const told = toldOf.get(el);
    if (!told) return false;
    const isDue = el.controls && host.natives.now() - told.at > AGAIN_MS;
    return isDue || (el.controls && isOff(el, told)) || cuesOf(el).join() !== told.cues;
  }

  function isOff(el: HTMLMediaElement, { time, pace, at }: Told): boolean {
    const shown = time + ((host.natives.now() - at) / 1_000) * pace;
    return Math.abs(el.currentTime - shown) > (pace ? DRIFT_S : REST_S);
  }

  /** Operations of the Assets section; none for what the replica shows by itself. */
  function write(w: Writer, el: HTMLMediaElement, id: number): void {
    if (host.mask.classify(el) !== "clear") return;
    const told = toldOf.get(el) ?? { loaded: "", cues: "", playback: "", time: 0, pace: 0, at: -Infinity };
    toldOf.set(el, told);
    const cues = cuesOf(el);
    if (el.readyState >= HAS_METADATA && (el.controls || cues.length > 0)) loaded(w, el, id, told);
    playback(w, el, id, told);
    if (cues.join() === told.cues) return;
    told.cues = cues.join();
    w.uint(AssetOp.Cues);
    w.uint(id);
    w.uint(cues.length);
    for (const cue of cues) w.text(cue);
  }

  /** How much there is to play, and how much of it is loaded around this moment. */
  function loaded(w: Writer, el: HTMLMediaElement, id: number, told: Told): void {
    const { buffered, currentTime } = el;
    const { videoWidth = 0, videoHeight = 0 } = el as Partial<HTMLVideoElement>;
    let run = 0;
    while (run < buffered.length - 1 && buffered.end(run) < currentTime) run++;
    const seconds = [
      Number.isFinite(el.duration) ? el.duration : 0,
      buffered.length > 0 ? buffered.start(run) : 0,
      buffered.length > 0 ? buffered.end(run) : 0,
    ];
    const facts = [videoWidth, videoHeight, seconds, isHeard(el)].join();
    if (facts === told.loaded) return;
    told.loaded = facts;
    w.uint(AssetOp.Player);
    w.uint(id);
    w.uint(videoWidth);
    w.uint(videoHeight);
    for (const moment of seconds) w.f32(moment);
    w.bool(isHeard(el));
  }

  /** What it does now, and the moment it is at; of one without controls nobody sees the moment. */
  function playback(w: Writer, el: HTMLMediaElement, id: number, told: Told): void {
    const now = host.natives.now();
    const { playbackRate, volume } = el;
    const waits = el.readyState < CAN_GO_ON;
    const rests = el.paused || el.ended;
    const flags =
      (rests ? PlaybackFlag.Rests : 0) |
      (waits ? PlaybackFlag.Waits : 0) |
      (el.muted ? PlaybackFlag.Muted : 0);
    const states = hasStates
      ? MEDIA_STATES.reduce((mask, state, bit) => mask | (el.matches(`:${state}`) ? 1 << bit : 0), 0)
      : 0;
    const facts = [flags, states, playbackRate, volume].join();
    const isDue = el.controls && (isOff(el, told) || (!rests && now - told.at > AGAIN_MS));
    if (facts === told.playback && !isDue) return;
    const time = el.currentTime;
    Object.assign(told, { playback: facts, time, pace: rests || waits ? 0 : playbackRate, at: now });
    w.uint(AssetOp.Playback);
    w.uint(id);
    w.uint(flags);
    w.uint(states);
    w.f32(time);
    w.f32(playbackRate);
    w.f32(volume);
  }

  /** Captions that are drawn on the video now, as they may be told: as words that belong to it, like its title. */
  function cuesOf(el: HTMLMediaElement): string[] {
    const texts: string[] = [];
    for (const track of el.textTracks) {
      if (track.mode !== "showing" || !/^(subtitles|captions)$/.test(track.kind)) continue;
      for (const cue of track.activeCues ?? []) {
        const told = host.mask.attr(el, "title", (cue as VTTCue).text ?? "");
        if (told) texts.push(told);
      }
    }
    return texts;
  }
}

function isMedia(target: EventTarget | null): target is HTMLMediaElement {
  return /^(VIDEO|AUDIO)$/.test((target as Element | null)?.nodeName ?? "");
}

function isHeard(el: HTMLMediaElement): boolean {
  const { mozHasAudio, webkitAudioDecodedByteCount = 0, audioTracks } = el as Hearing;
  return (
    el.nodeName === "AUDIO" ||
    mozHasAudio === true ||
    (webkitAudioDecodedByteCount || audioTracks?.length || 0) > 0
  );
}
