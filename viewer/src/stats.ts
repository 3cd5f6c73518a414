// The small figures in the console's address line: round trip, match, scale and size.
import type { FromViewer, Link } from "@samepage/wire";

/** How often the figures are told, in milliseconds: often enough to feel live, seldom enough to read. */
const TELL_EVERY = 1_000;

export class StatsTeller {
  private readonly tell: (message: FromViewer) => void;
  private readonly link: Pick<Link, "rtt">;
  private readonly timer: ReturnType<typeof setInterval>;
  private scale = 1;
  private size = { width: 0, height: 0 };
  private match = 100;
  private fresh = false;
  private secrets = 0;
  private readonly countSecrets: () => number;

  constructor(tell: (message: FromViewer) => void, link: Pick<Link, "rtt">, countSecrets: () => number) {
    this.tell = tell;
    this.link = link;
    this.countSecrets = countSecrets;
    this.timer = setInterval(() => this.report(), TELL_EVERY);
  }

  applied(): void {
    this.fresh = true;
  }

  scaled(scale: number): void {
    this.scale = scale;
    this.fresh = true;
  }

  sized(width: number, height: number): void {
    this.size = { width, height };
    this.fresh = true;
  }

  /** The drift check's figure as a percentage of nodes that are as the customer's (M12). */
  drifted(differences: number, checked: number): void {
    this.match = checked > 0 ? 100 * (1 - differences / checked) : 100;
    this.fresh = true;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private report(): void {
    if (!this.fresh) return;
    this.fresh = false;
    this.reportSecrets();
    this.tell({ type: "stats", rtt: this.link.rtt, match: this.match, scale: this.scale, ...this.size });
  }

  private reportSecrets(): void {
    const count = this.countSecrets();
    if (count === this.secrets) return;
    this.secrets = count;
    this.tell({ type: "secretArea", count });
  }
}
