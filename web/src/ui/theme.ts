import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";

const accent: MantineColorsTuple = [
  "var(--tint)",
  "var(--tint)",
  "var(--tint)",
  "var(--accent)",
  "var(--accent)",
  "var(--accent)",
  "var(--accent)",
  "var(--accent-strong)",
  "var(--accent-strong)",
  "var(--accent-strong)",
];
const bad: MantineColorsTuple = [
  "var(--bad-tint)",
  "var(--bad-tint)",
  "var(--bad-tint)",
  "var(--bad)",
  "var(--bad)",
  "var(--bad)",
  "var(--bad)",
  "var(--bad)",
  "var(--bad)",
  "var(--bad)",
];

/** The kit's dark greys, from ink to paper. */
const dark: MantineColorsTuple = [
  "var(--ink)",
  "var(--soft)",
  "var(--soft)",
  "var(--soft)",
  "var(--line-strong)",
  "var(--line)",
  "var(--surface)",
  "var(--surface)",
  "var(--sunken)",
  "var(--paper)",
];

/** Mantine as our tokens have it: the kit brings behaviour, the tokens bring the look. */
export const theme = createTheme({
  colors: { accent, bad, dark },
  primaryColor: "accent",
  primaryShade: 6,
  fontFamily: "var(--font)",
  fontFamilyMonospace: "var(--font-code)",
  headings: { fontFamily: "var(--font)", fontWeight: "650" },
  radius: {
    xs: "var(--radius-small)",
    sm: "var(--radius-small)",
    md: "var(--radius-small)",
    lg: "var(--radius)",
    xl: "var(--radius-full)",
  },
  defaultRadius: "sm",
  spacing: {
    xs: "var(--space-2)",
    sm: "var(--space-3)",
    md: "var(--space-4)",
    lg: "var(--space-5)",
    xl: "var(--space-6)",
  },
  fontSizes: {
    xs: "var(--size-tiny)",
    sm: "var(--size-small)",
    md: "var(--size-text)",
    lg: "var(--size-3)",
    xl: "var(--size-2)",
  },
  shadows: { xs: "none", sm: "none", md: "var(--shadow)", lg: "var(--shadow)", xl: "var(--shadow)" },
  cursorType: "pointer",
  respectReducedMotion: true,
  focusRing: "auto",
});

const SAME_IN_BOTH = {
  "--mantine-color-body": "var(--paper)",
  "--mantine-color-text": "var(--ink)",
  "--mantine-color-bright": "var(--ink)",
  "--mantine-color-dimmed": "var(--soft)",
  "--mantine-color-placeholder": "var(--soft)",
  "--mantine-color-anchor": "var(--accent)",
  "--mantine-color-error": "var(--bad)",
  "--mantine-color-success": "var(--good)",
  "--mantine-color-default": "var(--surface)",
  "--mantine-color-default-hover": "var(--sunken)",
  "--mantine-color-default-color": "var(--ink)",
  "--mantine-color-default-border": "var(--line-strong)",
  "--mantine-color-disabled": "var(--sunken)",
  "--mantine-color-disabled-color": "var(--soft)",
  "--mantine-color-disabled-border": "var(--line)",
  "--mantine-primary-color-contrast": "var(--on-accent)",
  ...colour("accent", "accent", "tint"),
  ...colour("bad", "bad", "bad-tint"),
};

function colour(name: string, token: string, tint: string): Record<string, string> {
  const strong = token === "accent" ? "var(--accent-strong)" : `var(--${token})`;
  return {
    [`--mantine-color-${name}-filled`]: `var(--${token})`,
    [`--mantine-color-${name}-filled-hover`]: strong,
    [`--mantine-color-${name}-light`]: `var(--${tint})`,
    [`--mantine-color-${name}-light-hover`]: `var(--${tint})`,
    [`--mantine-color-${name}-light-color`]: strong,
    [`--mantine-color-${name}-outline`]: `var(--${token})`,
    [`--mantine-color-${name}-outline-hover`]: `var(--${tint})`,
    [`--mantine-color-${name}-contrast`]: "var(--on-accent)",
    [`--mantine-color-${name}-text`]: `var(--${token})`,
  };
}

/** What stands on a filled button or a tick: white is too pale on the light accents of the dark. */
const IN_THE_DARK = { ...SAME_IN_BOTH, "--mantine-color-white": "var(--on-accent)" };

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: SAME_IN_BOTH, dark: IN_THE_DARK });
