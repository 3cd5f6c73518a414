import { h } from "../shared/h.ts";

const chartHeight = 180;
const margin = 24;

/** Four weeks of walks as a line on a canvas, drawn again when its size or the colours change. */
export function walkChart(kilometres: number[]): HTMLElement {
  const sum = kilometres.reduce((a, b) => a + b, 0);
  const canvas = h("canvas", {
    role: "img",
    "aria-label": `Walks of four weeks, ${sum.toFixed(0)} kilometres in all`,
  });
  const draw = () => drawWalks(canvas, kilometres);
  new ResizeObserver(draw).observe(canvas);
  new MutationObserver(() => canvas.isConnected && draw()).observe(document.documentElement, {
    attributeFilter: ["data-theme"],
  });
  return h(
    "figure",
    { class: "chart" },
    h("figcaption", {}, `Walking diary: ${sum.toFixed(0)} km in four weeks`),
    canvas,
  );
}

function drawWalks(canvas: HTMLCanvasElement, kilometres: number[]): void {
  const pen = canvas.getContext("2d");
  const width = canvas.clientWidth;
  if (!pen || width === 0) return;
  const density = devicePixelRatio;
  canvas.width = width * density;
  canvas.height = chartHeight * density;
  pen.scale(density, density);
  const style = getComputedStyle(canvas);
  // A custom property keeps its light-dark() text; an ordinary property gives the colour that shows.
  const ink = getComputedStyle(document.querySelector(".account-menu .link") ?? canvas).color;
  const most = Math.max(1, ...kilometres);
  const x = (day: number) => margin + (day / (kilometres.length - 1)) * (width - margin - 8);
  const y = (km: number) => chartHeight - margin - (km / most) * (chartHeight - margin - 12);
  drawGrid(pen, style.color, width, most, y);
  drawArea(pen, ink, kilometres, x, y);
}

function drawGrid(
  pen: CanvasRenderingContext2D,
  colour: string,
  width: number,
  most: number,
  y: (km: number) => number,
): void {
  pen.font = "11px system-ui, sans-serif";
  pen.fillStyle = colour;
  pen.strokeStyle = colour;
  for (let km = 0; km <= most; km += 5) {
    pen.globalAlpha = 0.7;
    pen.fillText(String(km), 0, y(km) + 4);
    pen.globalAlpha = 0.15;
    pen.fillRect(margin, y(km), width - margin, 1);
  }
  pen.globalAlpha = 1;
}

function drawArea(
  pen: CanvasRenderingContext2D,
  colour: string,
  kilometres: number[],
  x: (day: number) => number,
  y: (km: number) => number,
): void {
  pen.beginPath();
  for (const [day, km] of kilometres.entries()) pen.lineTo(x(day), y(km));
  pen.strokeStyle = colour;
  pen.lineWidth = 2.5;
  pen.lineJoin = "round";
  pen.stroke();
  pen.lineTo(x(kilometres.length - 1), y(0));
  pen.lineTo(x(0), y(0));
  pen.globalAlpha = 0.14;
  pen.fillStyle = colour;
  pen.fill();
  pen.globalAlpha = 1;
  for (const [day, km] of kilometres.entries()) {
    pen.beginPath();
    pen.arc(x(day), y(km), 3, 0, 2 * Math.PI);
    pen.fill();
  }
}
