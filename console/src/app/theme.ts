// The look: tokens of our own, handed to Mantine so that its parts wear them too.
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from "@mantine/core";

/** Titles of dialogs and drawers. */
const DIALOG_TITLE = { fontSize: 16, fontWeight: 640 } as const;

/** The one accent: a petrol that stays readable as text on every ground of the console. */
const petrol: MantineColorsTuple = [
  "#e9f5f3",
  "#d0eae6",
  "#a3d7d0",
  "#70c3b9",
  "#45b5a9",
  "#1f9a8f",
  "#12827a",
  "#0b6e67",
  "#085b55",
  "#064742",
];

/** The accent as the viewer gets it, which has no tokens of ours. */
export const ACCENT = { light: petrol[7], dark: petrol[4] } as const;

/** Says that something ends or is wrong; never decoration. */
const brick: MantineColorsTuple = [
  "#fdf1ef",
  "#fbe8e5",
  "#f6cbc5",
  "#ffb3aa",
  "#ff9186",
  "#e2695d",
  "#c8412f",
  "#b02a20",
  "#8f2119",
  "#6f1812",
];

/** Greys with a breath of the accent in them. */
const stone: MantineColorsTuple = [
  "#f6f8f7",
  "#eef1f0",
  "#e2e7e5",
  "#d2d9d6",
  "#b3bdb9",
  "#7f8c87",
  "#66736e",
  "#525f5b",
  "#35403c",
  "#17201d",
];

/** The dark ground, from text (0) down to the deepest (9). */
const night: MantineColorsTuple = [
  "#e5ebe9",
  "#c6d0cc",
  "#9eaca7",
  "#7b8a85",
  "#4b5854",
  "#35403d",
  "#262f2c",
  "#181e1c",
  "#121716",
  "#0c100f",
];

// Named fonts before system-ui: what that means on Linux is often a wide, old screen font.
const FONT =
  '-apple-system, "Segoe UI Variable Text", "Segoe UI", Roboto, Inter, Ubuntu, Cantarell, "Noto Sans", "Liberation Sans", system-ui, sans-serif';
const MONOSPACE = 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, "Liberation Mono", monospace';

// What stands on a filled ground has a colour of its own in each scheme.
const variantColors: VariantColorsResolver = (input) => {
  const colors = defaultVariantColorsResolver(input);
  if (input.variant !== undefined && input.variant !== "filled") return colors;
  if (input.color === "red") return { ...colors, color: "var(--sp-on-red)" };
  const accent = input.color === undefined || input.color === "petrol";
  return accent ? { ...colors, color: "var(--sp-on-accent)" } : colors;
};

export const theme = createTheme({
  fontFamily: FONT,
  fontFamilyMonospace: MONOSPACE,
  headings: { fontFamily: FONT, fontWeight: "620" },
  colors: { petrol, red: brick, gray: stone, dark: night },
  primaryColor: "petrol",
  primaryShade: { light: 7, dark: 4 },
  variantColorResolver: variantColors,
  cursorType: "pointer",
  respectReducedMotion: true,
  defaultRadius: "sm",
  radius: { xs: "3px", sm: "6px", md: "9px", lg: "14px", xl: "20px" },
  spacing: { xs: "4px", sm: "8px", md: "12px", lg: "16px", xl: "24px" },
  fontSizes: { xs: "12px", sm: "13px", md: "14px", lg: "16px", xl: "20px" },
  lineHeights: { xs: "1.35", sm: "1.4", md: "1.45", lg: "1.4", xl: "1.25" },
  components: {
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, offset: 6 } },
    Modal: {
      defaultProps: {
        centered: true,
        radius: "md",
        padding: "lg",
        overlayProps: { backgroundOpacity: 0.35 },
      },
      styles: { title: DIALOG_TITLE },
    },
    Drawer: {
      defaultProps: { padding: "lg", overlayProps: { backgroundOpacity: 0.35 } },
      styles: { title: DIALOG_TITLE },
    },
    Button: { defaultProps: { size: "sm" } },
    InputWrapper: { styles: { label: { marginBottom: 4 } } },
    Menu: { defaultProps: { shadow: "md", radius: "md" } },
    Popover: { defaultProps: { shadow: "md", radius: "md" } },
  },
});

/** Lets Mantine's own variables follow the tokens in tokens.css. */
export const cssVariables: CSSVariablesResolver = () => {
  const shared = {
    "--mantine-color-body": "var(--sp-panel)",
    "--mantine-color-text": "var(--sp-text)",
    "--mantine-color-dimmed": "var(--sp-quiet)",
    "--mantine-color-placeholder": "var(--sp-quiet)",
    "--mantine-color-default": "var(--sp-panel)",
    "--mantine-color-default-hover": "var(--sp-hover)",
    "--mantine-color-default-border": "var(--sp-line-middle)",
    "--mantine-color-error": "var(--sp-red)",
    "--mantine-color-red-outline": "var(--sp-red)",
    "--mantine-color-red-outline-hover": "var(--sp-red-soft)",
    "--mantine-color-petrol-light": "var(--sp-accent-soft)",
    "--mantine-color-petrol-light-color": "var(--sp-accent-text)",
    "--mantine-color-petrol-light-hover": "color-mix(in srgb, var(--sp-accent) 20%, var(--sp-panel))",
    "--mantine-primary-color-light": "var(--sp-accent-soft)",
    "--mantine-primary-color-light-color": "var(--sp-accent-text)",
  };
  return { variables: shared, light: shared, dark: shared };
};
