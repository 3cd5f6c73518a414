/** FNV-1a, 32 bit: cheap, and good enough to tell two nodes apart; it is no secret's guard. */
const SEED = 0x811c9dc5;
const PRIME = 0x01000193;

/**
 * A fingerprint of what was told of one node, the same at both ends: 16 bits of it travel (M12).
 * @param text class of an element, data of a text
 * @param children ids of its children in order; 0 stands for one that the other end cannot know
 */
export function fingerprint(text: string, children: readonly number[]): number {
  let hash = SEED;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), PRIME);
  for (const id of children) hash = Math.imul(hash ^ id, PRIME);
  return (hash ^ (hash >>> 16)) & 0xffff;
}
