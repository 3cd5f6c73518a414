/** Operations of the Assets section; each is followed by a node's id and the fields named here. */
export const AssetOp = {
  End: 0,
  /** ref ("": none that may be shown), name, natural width and height in CSS px, AssetState */
  Image: 1,
  /** Attribute of an SVG reference: ref, fragment with its `#` */
  Link: 2,
  /** ref of the `background` attribute's image */
  Background: 3,
  /** ref of the picture a video or canvas shows now; "" for none */
  Picture: 4,
  /** What a video's controls say: width and height in px of the video; duration, begin and end of what is loaded around the moment shown, in seconds; muted */
  Player: 5,
  /** What a paint worklet draws: property, device pixels of a CSS px, ref of the picture */
  Painted: 6,
} as const;

export const AssetState = { Loading: 0, Shown: 1, Broken: 2 } as const;
