// The words of system lines, in the agent's language. The server's own are for ends that do
// not know an event.
import type { ChatMessageBody } from "@samepage/wire";
import type { TFunction } from "i18next";

const OF_CUSTOMER = ["invited", "accepted", "declined", "expired", "withdrawn"] as const;

/** What a system line says. `customer` is the customer's name as it is shown. */
export function lineWords(t: TFunction, line: ChatMessageBody, customer: string): string {
  const event = OF_CUSTOMER.find((one) => one === line.event);
  if (event) return t(`transcript.${event}`, { name: customer });
  const name = line.name ?? "";
  if (line.event === "transferred")
    return t(name ? "transcript.transferredBy" : "transcript.transferred", { name });
  if (name && (line.event === "joined" || line.event === "left"))
    return t(`transcript.${line.event}`, { name });
  if (line.event === "ended" && line.session)
    return t(name ? "transcript.endedBy" : "transcript.ended", { name });
  return line.text;
}
