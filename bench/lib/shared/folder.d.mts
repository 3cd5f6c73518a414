/** One line of results that a program of the folder prints. */
export type Result = { measure: string } & Record<string, unknown>;

export function prepareFolder(source: string, work: string, packages?: readonly string[]): string | null;
export function runProgram(folder: string, program: string, args: readonly string[]): Promise<Result[]>;
export function programOutput(folder: string, name: string): unknown;
