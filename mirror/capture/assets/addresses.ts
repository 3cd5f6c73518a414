/** Full address, "" for what is none. */
export function resolve(address: string, base: string): string {
  return URL.canParse(address, base) ? new URL(address, base).href : "";
}

export function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "";
}
