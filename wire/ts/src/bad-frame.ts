/** A frame that makes no sense: the connection is dropped and opened anew. */
export class BadFrame extends Error {}
