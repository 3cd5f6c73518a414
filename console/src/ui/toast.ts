import { notifications } from "@mantine/notifications";
import type { TFunction } from "i18next";

/** Shows a sentence that is about no particular place on the screen; it goes away by itself. */
export function showToast(t: TFunction, message: string, tone: "plain" | "bad" = "plain"): void {
  notifications.show({
    message,
    withBorder: true,
    color: tone === "bad" ? "red" : "petrol",
    closeButtonProps: { "aria-label": t("close") },
  });
}
