/** A payload that breaks a rule of codec/README.md. The replica drops it and asks for a keyframe. */
export class DecodeError extends Error {
  override readonly name = "DecodeError";
}
