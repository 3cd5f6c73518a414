// Modifier keys as the wire counts them, and as the customer's system means them.
import { ModifierAlt, ModifierControl, ModifierMeta, ModifierShift, type Modifiers } from "@samepage/wire";

export interface Held {
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** Whether the agent and the customer sit at an Apple system, where Command does what Control does elsewhere. */
export interface Systems {
  readonly agentApple: boolean;
  readonly customerApple: boolean;
}

export function modifiersOf(held: Held, { agentApple, customerApple }: Systems): Modifiers {
  const swap = agentApple !== customerApple;
  const control = swap ? held.metaKey : held.ctrlKey;
  const meta = swap ? held.ctrlKey : held.metaKey;
  return (
    (held.shiftKey ? ModifierShift : 0) +
    (control ? ModifierControl : 0) +
    (held.altKey ? ModifierAlt : 0) +
    (meta ? ModifierMeta : 0)
  );
}

/** Whether the key that means commands on the agent's own system is held. */
export function commands(held: Held, { agentApple }: Systems): boolean {
  return agentApple ? held.metaKey : held.ctrlKey;
}

export function isApple(system: string): boolean {
  return /mac|iphone|ipad|ios/i.test(system);
}
