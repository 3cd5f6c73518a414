import type { CustomersOwns, RefusalReasons } from "./generated.ts";

type WordOf<List extends string> = List extends `${infer Word} ${infer Rest}` ? Word | WordOf<Rest> : List;

/** Why nothing was done, in the words of input.refused. */
export type RefusalReason = WordOf<typeof RefusalReasons>;

/** What only the customer's own press may begin in a browser. */
export type CustomersOwn = WordOf<typeof CustomersOwns>;
