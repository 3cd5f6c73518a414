// What the parts of a running session's stage share.
import type { SessionStateBody } from "@samepage/wire";
import type { StageTools } from "./use-stage-tools.ts";
import type { ViewerLink } from "./viewer-link.ts";

export interface Stage {
  session: SessionStateBody;
  /** Id of this agent. */
  me: string;
  /** The customer's name as it is shown. */
  customer: string;
  link: ViewerLink;
  tools: StageTools;
}
