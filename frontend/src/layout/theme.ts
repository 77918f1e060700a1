import type { RaThemeOptions } from 'react-admin';

const focusRing = (colour: string) => ({
  outline: `3px solid ${colour}`,
  outlineOffset: 2,
});

interface Colours {
  mode: 'light' | 'dark';
  accent: string;
  /** Of a filled button under the pointer: its words stay readable on it. */
  accentHover: string;
  onAccent: string;
  page: string;
  paper: string;
  text: string;
  quietText: string;
  line: string;
  focus: string;
  error: string;
  warning: string;
  success: string;
  info: string;
}

const LIGHT: Colours = {
  mode: 'light',
  accent: '#0b4f6c',
  accentHover: '#07374b',
  onAccent: '#ffffff',
  page: '#f5f7f8',
  paper: '#ffffff',
  text: '#17232c',
  quietText: '#4a5b67',
  line: '#cfd8dd',
  focus: '#b35900',
  error: '#a3241b',
  warning: '#7a4b00',
  success: '#1c6140',
  info: '#0b4f6c',
};

const DARK: Colours = {
  mode: 'dark',
  accent: '#7cc4e0',
  accentHover: '#a5d8ea',
  onAccent: '#08222e',
  page: '#0f171c',
  paper: '#172229',
  text: '#e9eff2',
  quietText: '#b0bfc8',
  line: '#37464f',
  focus: '#ffb454',
  error: '#ff9d94',
  warning: '#f2c063',
  success: '#86d3a9',
  info: '#7cc4e0',
};

const FONT = '"Source Sans 3 Variable", "Source Sans 3", "Segoe UI", Arial, sans-serif';

const themeOf = (c: Colours): RaThemeOptions => ({
  palette: {
    mode: c.mode,
    primary: { main: c.accent, dark: c.accentHover, contrastText: c.onAccent },
    secondary: { main: c.accent, dark: c.accentHover, contrastText: c.onAccent },
    error: { main: c.error, contrastText: c.mode === 'light' ? '#ffffff' : '#2b0704' },
    warning: { main: c.warning, contrastText: c.mode === 'light' ? '#ffffff' : '#2a1a00' },
    success: { main: c.success, contrastText: c.mode === 'light' ? '#ffffff' : '#04200f' },
    info: { main: c.info, contrastText: c.onAccent },
    background: { default: c.page, paper: c.paper },
    text: { primary: c.text, secondary: c.quietText },
    divider: c.line,
  },
  shape: { borderRadius: 6 },
  // Nothing on a screen is smaller than 16 px.
  typography: {
    fontFamily: FONT,
    h1: { fontSize: '1.875rem', fontWeight: 650, lineHeight: 1.2, letterSpacing: '-0.01em' },
    h2: { fontSize: '1.375rem', fontWeight: 650, lineHeight: 1.3 },
    h3: { fontSize: '1.125rem', fontWeight: 650, lineHeight: 1.35 },
    body1: { fontSize: '1.0625rem', lineHeight: 1.55 },
    body2: { fontSize: '1rem', lineHeight: 1.5 },
    subtitle1: { fontSize: '1.0625rem' },
    caption: { fontSize: '1rem' },
    button: { fontSize: '1rem', fontWeight: 600, textTransform: 'none' },
  },
  components: {
    MuiCssBaseline: {
      styleOverrides: {
        ':focus-visible': focusRing(c.focus),
        // They take the focus only so that they are read out.
        'h1:focus, .MuiDialog-paper:focus-visible, .MuiDialog-container:focus-visible': {
          outline: 'none',
        },
        a: { color: c.accent, textUnderlineOffset: '0.15em' },
        'ins, del, .suggested-out': { borderRadius: 3, padding: '0 0.1em' },
        ins: {
          textDecoration: 'underline',
          textDecorationThickness: '2px',
          backgroundColor: c.mode === 'light' ? '#d3f0de' : '#123f29',
          color: c.mode === 'light' ? '#0c3d22' : '#c9f2da',
        },
        'del, .suggested-out': {
          textDecoration: 'line-through',
          backgroundColor: c.mode === 'light' ? '#fbe0dd' : '#4d1d19',
          color: c.mode === 'light' ? '#7a1a12' : '#ffd2cd',
        },
        '@media (prefers-reduced-motion: reduce)': {
          '*, *::before, *::after': {
            animationDuration: '0.01ms !important',
            transitionDuration: '0.01ms !important',
          },
        },
      },
    },
    MuiButtonBase: {
      defaultProps: { disableRipple: true },
      styleOverrides: { root: { '&.Mui-focusVisible': focusRing(c.focus) } },
    },
    MuiButton: {
      defaultProps: { disableElevation: true },
      styleOverrides: { sizeSmall: { fontSize: '1rem', lineHeight: 1.5, padding: '2px 10px' } },
    },
    MuiToggleButton: { styleOverrides: { root: { fontSize: '1rem', lineHeight: 1.5 } } },
    MuiPaper: {
      defaultProps: { elevation: 0 },
      styleOverrides: { root: { backgroundImage: 'none' } },
    },
    MuiCard: { defaultProps: { variant: 'outlined' } },
    MuiTextField: { defaultProps: { variant: 'outlined', size: 'small' } },
    MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small' } },
    // A label stands above its field, at full size, whatever is typed.
    MuiInputLabel: {
      defaultProps: { shrink: true },
      styleOverrides: {
        root: {
          position: 'static',
          transform: 'none',
          maxWidth: 'none',
          marginBottom: 4,
          fontSize: '1rem',
          fontWeight: 600,
          lineHeight: 1.4,
          color: c.text,
          pointerEvents: 'auto',
          whiteSpace: 'normal',
        },
      },
    },
    MuiOutlinedInput: {
      styleOverrides: {
        // A field's edge must stand out from the page: 3 to 1 at least.
        notchedOutline: {
          top: 0,
          borderColor: c.mode === 'light' ? '#71828d' : '#8194a0',
          '& legend': { display: 'none' },
        },
        root: { backgroundColor: c.paper },
      },
    },
    MuiFormHelperText: { styleOverrides: { root: { fontSize: '1rem', marginLeft: 0 } } },
    MuiTooltip: { styleOverrides: { tooltip: { fontSize: '1rem' } } },
    MuiTab: { styleOverrides: { root: { fontSize: '1rem', color: c.quietText } } },
    MuiTableCell: {
      styleOverrides: {
        root: { fontSize: '1rem', padding: '10px 12px', borderColor: c.line, verticalAlign: 'top' },
        head: { fontWeight: 650, color: c.text, whiteSpace: 'nowrap', verticalAlign: 'bottom' },
      },
    },
    MuiAlert: {
      styleOverrides: {
        root: {
          fontSize: '1rem',
          // On a phone a button beside the words would leave room for neither.
          '@media (max-width: 599.95px)': {
            flexWrap: 'wrap',
            '& .MuiAlert-message': { flex: '1 1 60%' },
            '& .MuiAlert-action': { flexBasis: '100%', margin: 0, paddingLeft: 34, paddingTop: 0 },
          },
        },
        standard: { border: `1px solid ${c.line}`, color: c.text },
      },
    },
    MuiDialog: {
      styleOverrides: {
        paper: {
          // On a phone the words have the width, not the space around them.
          '@media (max-width: 599.95px)': {
            '&&': { margin: 8, width: 'calc(100% - 16px)', maxWidth: 'calc(100% - 16px)' },
            maxHeight: 'calc(100% - 16px)',
            '& .MuiDialogTitle-root, & .MuiDialogContent-root': { paddingInline: 16 },
            '& .MuiDialogActions-root': { padding: '8px 16px 12px' },
          },
        },
      },
    },
    MuiDialogTitle: { styleOverrides: { root: { fontSize: '1.375rem', fontWeight: 650 } } },
    MuiDialogActions: { styleOverrides: { root: { padding: '8px 24px 20px' } } },
  },
});

export const lightTheme = themeOf(LIGHT);
export const darkTheme = themeOf(DARK);
