/** Shown where the customer's browser shows a broken image: it can't be decoded either. */
export const BROKEN = "data:image/png,";

const SIDE_MAX = 16_384;

function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

/** An image of a natural size that takes the place of one that is not here: empty, or naming the host it is on. */
export function placeholderImage(width: number, height: number, host?: string): string {
  const w = Math.min(width, SIDE_MAX);
  const h = Math.min(height, SIDE_MAX);
  const label =
    host === undefined
      ? ""
      : '<rect width="100%" height="100%" fill="#8884"/>' +
        `<text x="50%" y="50%" font-family="sans-serif" font-size="12" fill="#666" text-anchor="middle">${escapeXml(host)}</text>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">${label}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
