import {
  Autocomplete,
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  MultiSelect,
  mergeThemeOverrides,
  Select,
} from '@mantine/core';
import { catalogues, type Language } from '../../src/text/catalogue.ts';
import { hex } from './oklch.ts';

const shades = (chroma: number, hue: number, lightness: readonly number[]): MantineColorsTuple =>
  lightness.map((value, index) => hex(value, chroma * ramp[index]!, hue)) as unknown as MantineColorsTuple;

/** Less chroma at the light end, where sRGB has no room for it. */
const ramp = [0.12, 0.22, 0.42, 0.6, 0.8, 0.92, 1, 1, 1, 0.95];
const steps = [0.975, 0.945, 0.88, 0.8, 0.7, 0.6, 0.53, 0.47, 0.42, 0.36];

const neutral = (lightness: readonly number[]): MantineColorsTuple =>
  lightness.map((value) => hex(value, 0.005, 270)) as unknown as MantineColorsTuple;

/**
 * Lists of options scroll as the browser does it. Mantine's own scroll bars (9.7) ask for every frame for as long as the
 * page lives, once a list was closed while it scrolled.
 */
const scrolledNatively = {
  defaultProps: { size: 'xs', withScrollArea: false },
  styles: (
    _theme: unknown,
    { maxDropdownHeight = 220 }: { maxDropdownHeight?: number | string | undefined },
  ) => ({
    options: { maxHeight: maxDropdownHeight, overflowY: 'auto' as const },
  }),
} as const;

/** Mantine in Convas's dress: sizes a step smaller than its defaults, for a tool used at a desk. */
const base = createTheme({
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-mono)',
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: false,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  colors: {
    accent: shades(0.17, 275, steps),
    gray: neutral([0.985, 0.965, 0.935, 0.9, 0.85, 0.75, 0.62, 0.47, 0.36, 0.25]),
    dark: neutral([0.93, 0.83, 0.745, 0.58, 0.42, 0.33, 0.265, 0.225, 0.19, 0.165]),
    red: shades(0.18, 25, steps),
    yellow: shades(0.12, 75, steps),
    green: shades(0.12, 155, steps),
  },
  fontSizes: { xs: '11px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  lineHeights: { xs: '16px', sm: '20px', md: '20px', lg: '24px', xl: '28px' },
  spacing: { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' },
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '10px', xl: '14px' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '24px', lineHeight: '32px' },
      h2: { fontSize: '18px', lineHeight: '24px' },
      h3: { fontSize: '14px', lineHeight: '20px' },
      h4: { fontSize: '13px', lineHeight: '20px' },
    },
  },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: {
      defaultProps: { variant: 'subtle', color: 'gray', size: 28 },
      classNames: { root: 'icon-button' },
    },
    TextInput: { defaultProps: { size: 'xs' } },
    Select: Select.extend(scrolledNatively),
    MultiSelect: MultiSelect.extend(scrolledNatively),
    Autocomplete: Autocomplete.extend(scrolledNatively),
    Textarea: { defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'xs' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        withArrow: false,
        multiline: true,
        maw: 280,
        transitionProps: { duration: 80 },
      },
    },
    Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 } } },
    Modal: {
      defaultProps: {
        centered: true,
        transitionProps: { duration: 100, transition: 'fade' },
        overlayProps: { backgroundOpacity: 0.35 },
      },
      styles: { title: { fontWeight: 600 } },
    },
    Tabs: { defaultProps: { keepMounted: false } },
  },
});

/** With the labels that Mantine's own parts need, in a language. */
export const themeIn = (language: Language) =>
  mergeThemeOverrides(base, {
    components: {
      Notification: {
        defaultProps: { closeButtonProps: { 'aria-label': catalogues[language].ui.shell.dismiss } },
        styles: { description: { color: 'var(--text)' } },
      },
    },
  });

/** Mantine's own variables follow ours (tokens.css), so that there is one place where a color is decided. */
export const cssVariables: CSSVariablesResolver = () => {
  const both = {
    '--mantine-color-body': 'var(--surface-panel)',
    '--mantine-color-text': 'var(--text)',
    '--mantine-color-dimmed': 'var(--text-dim)',
    '--mantine-color-placeholder': 'var(--text-faint)',
    '--mantine-color-anchor': 'var(--accent-text)',
    '--mantine-color-default': 'var(--surface-raised)',
    '--mantine-color-default-hover': 'var(--surface-hover)',
    '--mantine-color-default-color': 'var(--text)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--danger)',
    '--mantine-color-red-light-color': 'var(--danger)',
    '--mantine-shadow-md': 'var(--shadow-raised)',
  };
  return { variables: {}, light: both, dark: both };
};
