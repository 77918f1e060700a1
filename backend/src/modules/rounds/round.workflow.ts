import { defineWorkflow } from '../../common/workflow.js';

export const ROUND_STATES = [
  'planned',
  'skipped',
  'open',
  'sealed',
  'signed',
  'published',
  'closed',
] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/**
 * planned → open → sealed → signed → published → closed; a planned one may be skipped, and be planned
 * again. A correction leaves the round published; its own manifest is sealed, signed and published beside
 * it. Of a closed round it takes up again what was published, until the round is closed once more.
 */
export const roundWorkflow = defineWorkflow({
  states: ROUND_STATES,
  initial: 'planned',
  transitions: {
    edit: { from: ['planned', 'open'] },
    skip: { from: ['planned'], to: 'skipped' },
    undo_skip: { from: ['skipped'], to: 'planned' },
    open: { from: ['planned'], to: 'open' },
    seal: { from: ['open', 'published'], to: 'sealed' },
    unseal: { from: ['sealed', 'signed', 'published'], to: 'open' },
    sign: { from: ['sealed', 'published'], to: 'signed' },
    decline: { from: ['sealed', 'published'], to: 'open' },
    publish: { from: ['signed', 'published'], to: 'published' },
    start_correction: { from: ['published', 'closed'], to: 'published' },
    abandon_correction: { from: ['published'] },
    close: { from: ['published'], to: 'closed' },
  },
});
export type RoundAction = keyof typeof roundWorkflow.transitions;
