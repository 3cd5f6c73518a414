/** Builds npm/dist anew and returns the package's folder. */
export function buildPackage(): string;
