// Tickets are single use: each connection needs a fresh one from the console.

export class TicketDesk {
  private waiting: ((ticket: string) => void) | undefined;
  private spare: string | undefined;
  private readonly ask: () => void;

  constructor(ask: () => void) {
    this.ask = ask;
  }

  /** Resolves with a ticket that nobody has used; asks the console where none is at hand. */
  next(): Promise<string> {
    const spare = this.spare;
    this.spare = undefined;
    if (spare !== undefined) return Promise.resolve(spare);
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.ask();
    });
  }

  /** Takes a ticket from the console. */
  supply(ticket: string): void {
    const waiting = this.waiting;
    this.waiting = undefined;
    if (waiting) waiting(ticket);
    else this.spare = ticket;
  }
}
