import type { Locator } from "@playwright/test";

/** Red, green and blue, of 255. */
export type Rgb = readonly [number, number, number];

/** Steps of a colour, of 255, that rounding makes of one. */
const NEAR = 3;

/** Rows of pixels that have a colour in the picture of an element, from the leftmost to the rightmost of each: `y: left-right`. */
export async function rowsOfColor(element: Locator, color: Rgb): Promise<string[]> {
  const png = await element.screenshot({ caret: "initial" });
  return element.page().evaluate(
    async ({ bytes, color, near }) => {
      const image = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))]));
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
      if (!context) throw new Error("no canvas");
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const rows: string[] = [];
      for (let y = 0; y < image.height; y++) {
        const found: number[] = [];
        for (let x = 0; x < image.width; x++) {
          const at = (y * image.width + x) * 4;
          if (color.every((value, i) => Math.abs((data[at + i] ?? 0) - value) <= near)) found.push(x);
        }
        if (found.length > 0) rows.push(`${y}: ${found[0]}-${found.at(-1)}`);
      }
      return rows;
    },
    { bytes: png.toString("base64"), color, near: NEAR },
  );
}
