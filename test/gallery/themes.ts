/**
 * How Teams dresses a card: its three themes as host configurations of the official renderer.
 * Light is what Teams' client for developers brings along (m365agentsplayground 0.2.28); dark is Microsoft's own sample
 * (github.com/microsoft/AdaptiveCards, samples/HostConfig/microsoft-teams-dark.json). Of high contrast nothing is
 * published: here no colour but that of links says anything, so that what hangs on a colour is seen to be lost.
 */

export const themes = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof themes)[number];

/** In CSS pixels: the smallest phone, a usual one, a chat beside others, a wide window. */
export const widths = [320, 390, 600, 1000] as const;
export type Width = (typeof widths)[number];

interface Tint {
  readonly default: string;
  readonly subtle: string;
}

interface Palette {
  readonly separator: string;
  readonly grounds: Readonly<Record<'default' | 'emphasis' | 'accent' | 'good' | 'attention' | 'warning', string>>;
  readonly texts: Readonly<Record<'default' | 'dark' | 'light' | 'accent' | 'good' | 'warning' | 'attention', Tint>>;
  /** On the grounds that have a colour of their own. */
  readonly onTint: Tint;
}

const onLight = { default: '#ff252424', subtle: '#bf252424' };
const white = { default: '#ffffffff', subtle: '#bfffffff' };
const tints = { accent: '#C7DEF9', good: '#CCFFCC', attention: '#FFC5B2', warning: '#FFE2B2' };
const black = '#000000';
const plain = { default: '#ffffff', subtle: '#ffffff' };

const palettes: Readonly<Record<Theme, Palette>> = {
  light: {
    separator: '#EEEEEE',
    grounds: { default: '#ffffff', emphasis: '#f9f8f7', ...tints },
    texts: {
      ...{ default: onLight, dark: onLight, light: white },
      accent: { default: '#6264a7', subtle: '#8b8cc7' },
      good: { default: '#92c353', subtle: '#e592c353' },
      warning: { default: '#f8d22a', subtle: '#e5f8d22a' },
      attention: { default: '#c4314b', subtle: '#e5c4314b' },
    },
    onTint: onLight,
  },
  dark: {
    separator: '#EEEEEE',
    grounds: { default: '#2d2c2c', emphasis: '#292828', ...tints },
    texts: {
      ...{ default: white, dark: { default: '#201f1f', subtle: '#2d2c2c' }, light: white },
      accent: { default: '#a6a7dc', subtle: '#8b8cc7' },
      good: { default: '#92c353', subtle: '#e592c353' },
      warning: { default: '#f8d22a', subtle: '#e5f8d22a' },
      attention: { default: '#d74654', subtle: '#e5d74654' },
    },
    onTint: { default: '#ff201f1f', subtle: '#ff2d2c2c' },
  },
  contrast: {
    separator: '#ffffff',
    grounds: { default: black, emphasis: black, accent: black, good: black, attention: black, warning: black },
    texts: {
      ...{ default: plain, dark: plain, light: plain, good: plain, warning: plain, attention: plain },
      accent: { default: '#ffff01', subtle: '#ffff01' },
    },
    onTint: plain,
  },
};

/** Stands in for Segoe UI and Courier New, which are not free: Debian's fonts-liberation. */
export const fonts = { text: 'Liberation Sans', code: 'Liberation Mono' } as const;

const fontSizes = { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 };
const fontWeights = { lighter: 200, default: 400, bolder: 600 };

/** What the official renderer takes as its `HostConfig`. */
export function hostConfigOf(theme: Theme): object {
  const { separator, grounds, texts, onTint } = palettes[theme];
  const style = (ground: keyof Palette['grounds']): object => ({
    backgroundColor: grounds[ground],
    foregroundColors: ground === 'default' || ground === 'emphasis' ? texts : { ...texts, default: onTint },
  });
  return {
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: separator },
    fontTypes: {
      default: { fontFamily: `'${fonts.text}', sans-serif`, fontSizes, fontWeights },
      monospace: { fontFamily: `'${fonts.code}', monospace`, fontSizes, fontWeights },
    },
    textStyles: { heading: { size: 'large', weight: 'bolder' } },
    containerStyles: {
      default: style('default'),
      emphasis: style('emphasis'),
      accent: style('accent'),
      good: style('good'),
      attention: style('attention'),
      warning: style('warning'),
    },
    actions: {
      maxActions: 6,
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
    },
    adaptiveCard: { allowCustomStyle: false },
  };
}
