// Modifier keys as the wire counts them, and as the customer's system means them.

/** The sum that Modifiers in wire/frames.go is: 1 shift, 2 control, 4 alt, 8 meta. */
const SHIFT = 1;
const CONTROL = 2;
const ALT = 4;
const META = 8;

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

export function modifiersOf(held: Held, { agentApple, customerApple }: Systems): number {
  const swap = agentApple !== customerApple;
  const control = swap ? held.metaKey : held.ctrlKey;
  const meta = swap ? held.ctrlKey : held.metaKey;
  return (held.shiftKey ? SHIFT : 0) + (control ? CONTROL : 0) + (held.altKey ? ALT : 0) + (meta ? META : 0);
}

/** Whether the key that means commands on the agent's own system is held. */
export function commands(held: Held, { agentApple }: Systems): boolean {
  return agentApple ? held.metaKey : held.ctrlKey;
}

export function isApple(system: string): boolean {
  return /mac|iphone|ipad|ios/i.test(system);
}
