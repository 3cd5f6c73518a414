import {
  InputCopy,
  InputKey,
  InputPick,
  InputPress,
  InputRefused,
  type InputRefusedBody,
  InputReveal,
  InputText,
  InputWheel,
  type Kind,
  NavGo,
  NavStep,
  type Pointing,
  type RefusalReason,
} from "@samepage/wire";
import type { Connection } from "./connection.ts";

/** Inputs kept at most: a second of a person's typing and clicking. */
const MOST = 64;

/** All that an agent waits for an answer to; of movements only the next one counts. */
const ANSWERED: Kind[] = [
  InputPress,
  InputWheel,
  InputKey,
  InputText,
  InputPick,
  InputCopy,
  InputReveal,
  NavGo,
  NavStep,
];

/** An input as it came; what acts knows its kind. */
export interface HeldInput {
  kind: Kind;
  ref: number;
  from?: Pointing;
}

/** Keeps what an agent does while the part that acts is on its way; what cannot be kept is refused. */
export function holdInputs(connection: Pick<Connection, "on" | "send">) {
  const held: HeldInput[] = [];
  let [room, reason]: [number, RefusalReason] = [MOST, "too_fast"];
  const take = (input: HeldInput) => {
    if (held.push(input) <= room) return;
    held.pop();
    const { ref, from } = input;
    connection.send<InputRefusedBody>({ kind: InputRefused, agent: from?.agent ?? "", ref, reason });
  };
  const offs = ANSWERED.map((kind) => connection.on(kind, take));
  return {
    /** In the order in which they came. */
    held: held as readonly HeldInput[],
    /** That part does not come: all of it is refused, and what is still to come. */
    fail(): void {
      [room, reason] = [0, "failed"];
      for (const input of held.splice(0)) take(input);
    },
    stop(): void {
      for (const off of offs) off();
    },
  };
}
