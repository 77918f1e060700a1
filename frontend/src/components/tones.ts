import type { UpdateState } from '../api/types.ts';

export type Tone = 'grey' | 'blue' | 'violet' | 'amber' | 'red' | 'green' | 'teal';
interface Shades {
  text: string;
  tint: string;
  bar: string;
}

/** Tints behind words (4.5 to 1 and better) and the stronger tone of a bar. */
export const TONES: Record<Tone, Record<'light' | 'dark', Shades>> = {
  grey: {
    light: { text: '#3b4a54', tint: '#e6ebee', bar: '#8b9aa4' },
    dark: { text: '#d3dce1', tint: '#2c3a43', bar: '#7d8d98' },
  },
  blue: {
    light: { text: '#154a85', tint: '#e0ecf9', bar: '#3d7cc0' },
    dark: { text: '#b8d6f8', tint: '#1b3653', bar: '#5b9be0' },
  },
  violet: {
    light: { text: '#54308a', tint: '#ece5f8', bar: '#8460bd' },
    dark: { text: '#d9c8f6', tint: '#382753', bar: '#a286d8' },
  },
  amber: {
    light: { text: '#6d4300', tint: '#fcecc9', bar: '#c98a1b' },
    dark: { text: '#f6d79a', tint: '#45320f', bar: '#d9a441' },
  },
  red: {
    light: { text: '#8a2018', tint: '#fbe3e0', bar: '#c24b41' },
    dark: { text: '#ffc4bd', tint: '#4c201c', bar: '#e0776d' },
  },
  green: {
    light: { text: '#17573a', tint: '#daf0e3', bar: '#2f8a5f' },
    dark: { text: '#aae6c6', tint: '#163c29', bar: '#4fae82' },
  },
  teal: {
    light: { text: '#0b4f6c', tint: '#d9edf4', bar: '#0b4f6c' },
    dark: { text: '#aee0f2', tint: '#123a4a', bar: '#7cc4e0' },
  },
};

/** In the order of a row's life, as the progress bar stacks them. */
export const STATE_ORDER: (UpdateState | 'omitted')[] = [
  'published',
  'signed',
  'approved',
  'omitted',
  'submitted',
  'in_clearance',
  'returned',
  'drafting',
  'not_started',
];

export const STATE_TONES: Record<UpdateState | 'omitted', Tone> = {
  published: 'teal',
  signed: 'teal',
  approved: 'green',
  omitted: 'grey',
  submitted: 'amber',
  in_clearance: 'violet',
  returned: 'red',
  drafting: 'blue',
  not_started: 'grey',
  abandoned: 'grey',
};
