/** Operations of the Assets section; each is followed by a node's id and the fields named here. */
export const AssetOp = {
  End: 0,
  /** ref ("": none that may be shown), name, natural width and height in CSS px (of an object the size of its box), AssetState */
  Image: 1,
  /** Attribute of an SVG reference: ref, fragment with its `#` */
  Link: 2,
  /** ref of the `background` attribute's image */
  Background: 3,
  /** ref of the picture a video or canvas shows now; "" for none */
  Picture: 4,
  /** What there is to play: width and height in px of the video; duration (0: without end), begin and end of what is loaded around the moment shown, in seconds; whether there is sound */
  Player: 5,
  /** What a paint worklet draws: property, device pixels of a CSS px, ref of the picture */
  Painted: 6,
  /** What a video or sound does: PlaybackFlag, bits of MEDIA_STATES, the moment in seconds, rate, volume from 0 to 1 */
  Playback: 7,
  /** Captions drawn on a video: count and texts */
  Cues: 8,
  /** Before Image, of an image in a `picture`: the `source` whose width and height are its own, 0 where none is. */
  Chosen: 9,
} as const;

/** It does not play; it would, but nothing is loaded at this moment; its sound is off. */
export const PlaybackFlag = { Rests: 1, Waits: 2, Muted: 4 } as const;

/** Pseudo-classes of videos and sound, told by the bit of their place where the customer's engine has them. */
export const MEDIA_STATES = ["playing", "paused", "seeking", "buffering", "stalled", "muted"] as const;

/** Empty: it has no source. */
export const AssetState = { Loading: 0, Shown: 1, Broken: 2, Empty: 3 } as const;
