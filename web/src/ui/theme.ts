import { type CSSVariablesResolver, createTheme, type VariantColorsResolver } from '@mantine/core';

const greys = [
  '#f5f5f6',
  '#e9eaec',
  '#d5d7db',
  '#b3b7be',
  '#8a909b',
  '#6b717d',
  '#4b515d',
  '#343942',
  '#22262c',
  '#15171c',
] as const;

const darks = [
  '#eceef1',
  '#b3b9c3',
  '#969da9',
  '#717985',
  '#3a414a',
  '#2a2f36',
  '#1a1e23',
  '#16191d',
  '#121518',
  '#0e1013',
] as const;

/*
 * Buttons are ink on paper: an accent colour would compete with the colours that mean severity and state.
 * What cannot be undone is no colour either: it asks once more, in words (Confirm).
 */
const variantColors: VariantColorsResolver = ({ variant }) => {
  if (variant === 'filled') {
    return {
      background: 'var(--t-ink)',
      hover: 'var(--t-ink-hover)',
      color: 'var(--t-surface)',
      border: '1px solid transparent',
    };
  }
  if (variant === 'subtle') {
    return {
      background: 'transparent',
      hover: 'var(--t-sunken)',
      color: 'var(--t-ink)',
      border: '1px solid transparent',
    };
  }
  return {
    background: 'var(--t-surface)',
    hover: 'var(--t-sunken)',
    color: 'var(--t-ink)',
    border: '1px solid var(--t-line-strong)',
  };
};

export const theme = createTheme({
  fontFamily: 'var(--t-font)',
  fontFamilyMonospace: 'var(--t-mono)',
  primaryColor: 'ink',
  colors: { ink: greys, dark: darks },
  primaryShade: { light: 9, dark: 0 },
  defaultRadius: 'var(--t-radius)',
  variantColorResolver: variantColors,
  components: {
    Button: { defaultProps: { variant: 'default', loaderProps: { type: 'dots' } } },
    ActionIcon: { defaultProps: { variant: 'subtle', size: 40 } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--t-bg)',
  '--mantine-color-text': 'var(--t-ink)',
  '--mantine-color-dimmed': 'var(--t-ink-2)',
  '--mantine-color-placeholder': 'var(--t-ink-3)',
  '--mantine-color-error': 'var(--t-p1-text)',
  '--mantine-color-default': 'var(--t-surface)',
  '--mantine-color-default-hover': 'var(--t-sunken)',
  '--mantine-color-default-color': 'var(--t-ink)',
  '--mantine-color-default-border': 'var(--t-line-strong)',
  '--mantine-color-anchor': 'var(--t-ink)',
  '--mantine-primary-color-filled': 'var(--t-ink)',
};

/** Mantine's own variables, mapped on ours, so that both schemes are decided in tokens.css alone. */
export const cssVariables: CSSVariablesResolver = () => ({ variables: shared, light: shared, dark: shared });
