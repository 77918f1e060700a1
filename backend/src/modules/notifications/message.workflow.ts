import { defineWorkflow } from '../../common/workflow.js';

export const MESSAGE_STATES = [
  'waiting',
  'sending',
  'sent',
  'held',
  'dropped',
  'failed',
  'unknown',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/**
 * A message from being gathered to its end. One that was accepted can still come back undelivered. `held`: no provider is set up. `dropped`: nothing in it was
 * still to be told. `unknown`: an answer was lost, so it may have arrived, and repeating it is not
 * for us to decide: it was lost twice, or is for somebody else by now.
 */
export const messageWorkflow = defineWorkflow({
  states: MESSAGE_STATES,
  initial: 'waiting',
  transitions: {
    hand_over: { from: ['waiting'], to: 'sending' },
    show: { from: ['waiting'], to: 'sent' },
    hold: { from: ['waiting'], to: 'held' },
    drop: { from: ['waiting'], to: 'dropped' },
    accept: { from: ['sending'], to: 'sent' },
    try_later: { from: ['sending'], to: 'waiting' },
    fail: { from: ['sending'], to: 'failed' },
    come_back: { from: ['sent'], to: 'failed' },
    give_up: { from: ['waiting', 'sending'], to: 'unknown' },
    send_again: { from: ['held', 'failed', 'unknown'], to: 'waiting' },
  },
});

export const MESSAGE_CHANNELS = ['email', 'in_app'] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];
export const MESSAGE_KINDS = ['digest', 'event'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];
