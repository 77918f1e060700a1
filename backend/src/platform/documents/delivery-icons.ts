import type { Delivery } from '../../common/content.js';

/** The colours that all forms of an edition share; the stylesheet repeats them as custom properties. */
export const PALETTE = {
  ink: '#1b2529',
  muted: '#4d5c63',
  accent: '#0f4c5c',
  tint: '#e8f1f3',
  rule: '#c6d3d7',
} as const;

/**
 * How strongly a status is tinted. One hue and greys only: red, amber and green would be read as a
 * verdict, and no meaning may hang on colour.
 */
export const DELIVERY_TONES: Record<Delivery, 'quiet' | 'moving' | 'done' | 'stopped'> = {
  not_started: 'quiet',
  in_progress: 'moving',
  complete: 'done',
  complete_and_ongoing: 'done',
  paused: 'stopped',
  reversed: 'stopped',
  closed_not_delivered: 'stopped',
  superseded: 'quiet',
  not_stated: 'quiet',
};

const CIRCLE = '<circle cx="8" cy="8" r="6.25" fill="none" stroke="COLOUR" stroke-width="1.5"/>';

function stroke(path: string): string {
  return `<path d="${path}" fill="none" stroke="COLOUR" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`;
}

const SHAPES: Record<Delivery, string> = {
  not_started: CIRCLE,
  in_progress: `${CIRCLE}<path d="M8 3.6a4.4 4.4 0 0 1 0 8.8z" fill="COLOUR"/>`,
  complete: `${CIRCLE}${stroke('M5 8.3l2.1 2.1L11 6.2')}`,
  complete_and_ongoing: `${stroke('M13.6 6.2A6.1 6.1 0 1 0 14 9')}${stroke('M14.2 3.2v3.3h-3.3')}${stroke('M5.4 8.4l1.9 1.9 3.4-3.8')}`,
  paused: `${CIRCLE}${stroke('M6.3 5.7v4.6M9.7 5.7v4.6')}`,
  reversed: `${stroke('M5.2 3L2.4 5.8l2.8 2.8')}${stroke('M2.8 5.8h6.6a3.6 3.6 0 0 1 0 7.2H5.6')}`,
  closed_not_delivered: `${CIRCLE}${stroke('M5.9 5.9l4.2 4.2M10.1 5.9l-4.2 4.2')}`,
  superseded: `${stroke('M2.5 4.5L6 8l-3.5 3.5')}${stroke('M8.5 4.5L12 8l-3.5 3.5')}`,
  not_stated: stroke('M3.5 8h9'),
};

/** The inside of a 16 by 16 SVG for a status. Decorative: the word always stands beside it. */
export function deliveryShape(status: Delivery, colour: string): string {
  return SHAPES[status].replaceAll('COLOUR', colour);
}

/** The whole SVG file, for forms that take images. */
export function deliverySvg(status: Delivery, colour: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16">${deliveryShape(status, colour)}</svg>`;
}
