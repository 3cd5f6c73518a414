import { describe, expect, it } from "vitest";
import { withBrowser } from "./browser.ts";
import { Lab } from "./lab.ts";

/** What a frame may hold that needs a document which is shown. */
const CONTENT = `<style>@import url(data:text/css,p{color:red});p{color:lime}</style><p>inner</p><img src=x.png>
<video poster=x.png></video><details open>d</details><input value=v><iframe></iframe>`;

let lab: Lab;
withBrowser(async (browser) => {
  lab = await Lab.open(browser);
});

describe("a frame that gets no document in the agent's browser (F2)", () => {
  it("stays empty, and the page around it goes on", async () => {
    await lab.start("<!doctype html><p id=p>first</p>");
    // Chromium gives a tab no more than so many frames: one is left for the page, none for its replica.
    await lab.page.evaluate(() => {
      const filled: HTMLIFrameElement[] = [];
      do filled.push(document.body.appendChild(document.createElement("iframe")));
      while (filled.at(-1)?.contentDocument);
      for (const frame of filled.slice(-2)) frame.remove();
    });
    await lab.act(`
      document.body.append(Object.assign(document.createElement("iframe"), { id: "f" }));
      f.contentDocument.body.innerHTML = ${JSON.stringify(CONTENT)};
    `);
    await lab.act(`
      f.contentDocument.querySelector("p").append("!"); f.contentDocument.querySelector("input").value = "w";
      f.contentDocument.querySelector("style").sheet.insertRule("b { color: red }", 1);
      p.append(" and last"); f.remove();
    `);
    expect(await lab.faults()).toEqual([]);
    expect(await lab.ask("doc.querySelector('p').textContent")).toEqual({
      page: "first and last",
      replica: "first and last",
    });
    const { replica } = await lab.ask("doc.querySelectorAll('iframe').length");
    expect(replica).toBe("0");
  });
});
