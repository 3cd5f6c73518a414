/** Colours of paper and ribbon, by the name that people choose. */
export const papers: Record<string, string> = {
  Pine: "#2f5d4a",
  Harbour: "#2b4a66",
  Rust: "#a8512c",
  Mustard: "#c9962f",
  Oat: "#d9c7a3",
  Heather: "#8a6b86",
};
