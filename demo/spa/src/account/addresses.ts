import { h } from "../shared/h.ts";
import { showToast } from "../shared/toast.ts";
import { type Account, type Address, keep, kept } from "./data.ts";
import { field, heading } from "./parts.ts";
import type { View } from "./router.ts";

const addressKey = "addresses";

/** The address book: cards, and a modal dialog to add or change one. Changes stay in this browser. */
export function addresses(account: Account): View {
  return () => {
    const grid = h("div", { class: "address-grid" });
    const draw = (book: Address[]) =>
      grid.replaceChildren(...book.map((address) => card(address, change, remove)));
    const save = (book: Address[], notice: string) => {
      const saved = keep(addressKey, book);
      draw(book);
      showToast(saved ? notice : "This browser keeps nothing; the change lasts until you leave the page.");
    };
    const book = () => kept(addressKey, account.addresses);
    const remove = (gone: Address) =>
      save(
        book().filter((a) => a.id !== gone.id),
        `${gone.label} was removed.`,
      );
    const change = (address: Address) =>
      editAddress(address, (edited) => {
        const rest = book();
        const known = rest.some((a) => a.id === edited.id);
        save(
          known ? rest.map((a) => (a.id === edited.id ? edited : a)) : [...rest, edited],
          "Address saved.",
        );
      });
    const add = () => change({ ...blank, id: crypto.randomUUID(), name: `${account.name} Hale` });
    draw(book());
    const button = h("button", { class: "button", type: "button", onclick: add }, "Add an address");
    return { title: "Your addresses", content: [heading("Your addresses"), grid, button] };
  };
}

const blank: Address = { id: "", label: "", name: "", street: "", town: "", postcode: "", default: false };

function card(address: Address, change: (a: Address) => void, remove: (a: Address) => void): HTMLElement {
  return h(
    "article",
    { class: "panel-box" },
    h("h2", {}, address.label, address.default && h("span", { class: "soft" }, " · usual")),
    h("address", {}, address.name, h("br"), address.street, h("br"), `${address.town} ${address.postcode}`),
    h(
      "div",
      { class: "address-tools" },
      h("button", { class: "link", type: "button", onclick: () => change(address) }, "Change"),
      !address.default &&
        h("button", { class: "link", type: "button", onclick: () => remove(address) }, "Remove"),
    ),
  );
}

function editAddress(address: Address, done: (edited: Address) => void): void {
  const dialog = h("dialog", { class: "dialog", "aria-labelledby": "address-title" });
  const form = h(
    "form",
    { class: "form", method: "dialog" },
    field("Name of this address", "label", address.label, "off"),
    field("Recipient", "name", address.name, "name"),
    field("Street and number", "street", address.street, "address-line1"),
    h(
      "div",
      { class: "pair pair-short" },
      field("Postcode", "postcode", address.postcode, "postal-code"),
      field("Town", "town", address.town, "address-level2"),
    ),
    h(
      "div",
      { class: "dialog-end" },
      h("button", { class: "button button-quiet", type: "button", onclick: () => dialog.close() }, "Cancel"),
      h("button", { class: "button", type: "submit" }, "Save"),
    ),
  );
  form.addEventListener("submit", () => {
    const entries = new FormData(form);
    const read = (name: string) => String(entries.get(name) ?? "").trim();
    const [label, name, street, town, postcode] = ["label", "name", "street", "town", "postcode"].map(read);
    done({
      ...address,
      label: label ?? "",
      name: name ?? "",
      street: street ?? "",
      town: town ?? "",
      postcode: postcode ?? "",
    });
  });
  dialog.append(
    h("h2", { id: "address-title" }, address.label ? `Change “${address.label}”` : "A new address"),
    form,
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
