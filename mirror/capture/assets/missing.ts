/** Type of the answer when a resource can't be had; the bytes are the host's name in UTF-8. */
export const MISSING = "x-samepage/missing";
