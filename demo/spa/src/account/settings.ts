import { h } from "../shared/h.ts";
import { chooseTheme, chosenTheme } from "../shared/theme.ts";
import { showToast } from "../shared/toast.ts";
import { type Account, keep, kept } from "./data.ts";
import { field, heading } from "./parts.ts";
import type { View } from "./router.ts";

/** Messages that a customer can switch on and off, by the key they are kept under. */
const messages = [
  ["shipping", "Tell me where my parcel is", true],
  ["letter", "The weather letter, once a month", false],
  ["walks", "Invitations to walks near me", true],
] as const;

/** Settings: contact, password, messages and colours. Changes stay in this browser. */
export function settings(account: Account): View {
  return () => ({
    title: "Settings",
    content: [
      heading("Settings"),
      h("div", { class: "settings" }, contactForm(account), passwordForm(), messageSwitches(), colours()),
    ],
  });
}

function contactForm(account: Account): HTMLElement {
  return panelForm(
    "Contact",
    [
      field("Name", "name", `${account.name} Hale`, "name"),
      field("E-mail", "email", account.email, "email", "email"),
      h(
        "p",
        { class: "soft" },
        "Bank account for refunds: ",
        h("span", { "data-samepage": "mask" }, "GB29 HPBK 6016 1331 9268 19"),
      ),
    ],
    "Contact saved.",
  );
}

function passwordForm(): HTMLElement {
  return panelForm(
    "Password",
    [
      field("Present password", "password", "", "current-password", "password"),
      field("New password", "new-password", "", "new-password", "password"),
    ],
    "Password changed.",
  );
}

function panelForm(title: string, fields: HTMLElement[], notice: string): HTMLElement {
  const submit = (event: Event) => {
    event.preventDefault();
    showToast(notice);
  };
  return h(
    "form",
    { class: "panel-box form", onsubmit: submit },
    h("h2", {}, title),
    ...fields,
    h("div", {}, h("button", { class: "button", type: "submit" }, "Save")),
  );
}

function messageSwitches(): HTMLElement {
  const rows = messages.map(([key, label, first]) => {
    const box = h("input", { type: "checkbox", role: "switch", checked: kept(`message-${key}`, first) });
    box.addEventListener("change", () => {
      if (!keep(`message-${key}`, box.checked))
        showToast("This browser keeps nothing; the choice lasts for this page.");
    });
    return h("label", { class: "switch" }, label, box);
  });
  return h("section", { class: "panel-box" }, h("h2", {}, "Messages"), ...rows);
}

function colours(): HTMLElement {
  const choice = (value: string, label: string) => {
    const radio = h("input", {
      type: "radio",
      name: "theme",
      value,
      checked: (chosenTheme() ?? "system") === value,
    });
    radio.addEventListener("change", () => {
      if (value === "light" || value === "dark") chooseTheme(value);
      else chooseTheme(undefined);
    });
    return h("label", {}, radio, h("span", {}, label));
  };
  return h(
    "section",
    { class: "panel-box" },
    h("h2", { id: "colours" }, "Colours"),
    h(
      "div",
      { class: "segments", role: "radiogroup", "aria-labelledby": "colours" },
      choice("system", "As the system"),
      choice("light", "Light"),
      choice("dark", "Dark"),
    ),
  );
}
