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
  type RefusalReason,
} from "@samepage/wire";
import type { Connection } from "../core/connection.ts";
import type { HeldInput, Holding } from "../core/steering.ts";

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

/** Keeps what an agent does while the part that acts is on its way; what cannot be kept is refused. */
export function holdInputs(connection: Pick<Connection, "on" | "send">): Holding {
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
    held,
    fail(): void {
      [room, reason] = [0, "failed"];
      for (const input of held.splice(0)) take(input);
    },
    stop(): void {
      for (const off of offs) off();
    },
  };
}
