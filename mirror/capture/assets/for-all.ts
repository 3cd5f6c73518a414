/**
 * Whether a server lets caches that serve many people keep its answer. That it came without credentials does not say
 * so: it may be at an address that one customer alone was told, or in the browser's cache since it came with them.
 */
export function isForAll(cacheControl: string | null): boolean {
  const directives = (cacheControl ?? "").toLowerCase().split(/[\s,]+/);
  // With fields, as in `private="set-cookie"`, it is taken for the whole answer: stricter.
  if (directives.some((directive) => /^(private|no-store)\b/.test(directive))) return false;
  return directives.some((directive) => directive === "public" || /^s-maxage="?0*[1-9]/.test(directive));
}
