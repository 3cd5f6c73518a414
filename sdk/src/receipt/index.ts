import type { SessionReceiptBody } from "@samepage/wire";
import type { Memory } from "../core/memory.ts";
import { Notice } from "../dialogs/notice.ts";
import type { Texts } from "../texts/types.ts";
import type { Shell } from "../ui/shell.ts";
import { receiptPart } from "./receipt-part.ts";

export { feedbackPart } from "./feedback.ts";
export { receiptPart };

/** Offers the receipt of a session that ended on a page before, as long as the customer has not closed it (C14). */
export function showKept(shell: Shell, texts: Texts, memory: Pick<Memory, "receipt">): void {
  const receipt: SessionReceiptBody | undefined = memory.receipt;
  if (!receipt) return;
  const closed = () => {
    memory.receipt = undefined;
  };
  const notice = new Notice({ shell, texts, title: texts.receiptTitle, text: texts.receiptKept, closed });
  notice.add(receiptPart(shell, texts, receipt));
}
