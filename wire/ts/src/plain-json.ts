/**
 * JSON as the standard says. Pages with libraries of old give every array a `toJSON` of its own, and what
 * we send would be theirs; it is put aside for the moment of writing.
 */
export function plainJson(value: unknown): string {
  const theirs = Object.getOwnPropertyDescriptor(Array.prototype, "toJSON");
  if (!theirs?.configurable) return JSON.stringify(value);
  Reflect.deleteProperty(Array.prototype, "toJSON");
  try {
    return JSON.stringify(value);
  } finally {
    Object.defineProperty(Array.prototype, "toJSON", theirs);
  }
}
