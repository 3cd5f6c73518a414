import { expect, it } from "vitest";
import { workbenches } from "./lab.ts";

const bench = workbenches(`<!doctype html><style>body{margin:0;height:900px}iframe{border:5px solid}</style>
  <iframe srcdoc="<body>a frame" style="position:absolute;left:100px;top:50px"></iframe>
  <p data-samepage="hide" style="position:absolute;left:500px;top:300px;width:200px;height:100px">hidden</p>`);

it("M6 the agent sees where the customer's pointer is, also in a frame, until it leaves", async () => {
  const lab = await bench("view");
  const place = () =>
    lab.page
      .locator("path.customer-pointer")
      .evaluateAll((all) => all.map((el) => el.getAttribute("transform")));
  await lab.showPage(true);
  expect(await place()).toEqual([]);
  await lab.page.mouse.move(30, 40);
  await expect.poll(place).toEqual(["translate(30 40)"]);
  await lab.page.mouse.move(130, 80);
  await expect.poll(place).toEqual(["translate(130 80)"]);
  await lab.act("scrollTo(0, 100)");
  await expect.poll(place).toEqual(["translate(130 80)"]);
  await lab.page.mouse.move(900, 40);
  await expect.poll(place).toEqual([]);
});

it("P2 inside a hidden area it stays where it came in", async () => {
  const lab = await bench("view");
  const place = () => lab.page.locator("path.customer-pointer").getAttribute("transform");
  await lab.showPage(true);
  await lab.page.mouse.move(450, 350);
  await lab.page.mouse.move(600, 350);
  await lab.page.mouse.move(600, 450);
  await expect.poll(place).toBe("translate(600 450)");
  await lab.page.mouse.move(600, 350);
  await lab.page.mouse.move(610, 360);
  await lab.act("document.body.append('told')");
  await lab.settle();
  expect(await place()).toBe("translate(600 450)");
});

it("A14 it is not drawn where the page is laid out otherwise than the customer has it", async () => {
  const lab = await bench("control");
  const count = () => lab.page.locator("path.customer-pointer").count();
  await lab.showPage(true);
  await lab.page.mouse.move(30, 40);
  await expect.poll(count).toBe(1);
  await lab.say({ type: "trueView", on: false });
  await expect.poll(count).toBe(0);
});
