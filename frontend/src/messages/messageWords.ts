import type { MessageChannel, MessageKind, MessageState } from '../api/types.ts';

export const MESSAGE_STATE_WORDS: Record<MessageState, string> = {
  waiting: 'Waiting',
  sending: 'Being sent',
  sent: 'Sent',
  held: 'Held',
  dropped: 'Not needed any more',
  failed: 'Failed',
  unknown: 'Not known',
};

/** What a state means for whoever waits for the message. */
export const MESSAGE_STATE_MEANINGS: Record<MessageState, string> = {
  waiting: 'It goes at its time.',
  sending: 'It has been handed over, and the answer is awaited.',
  sent: 'It was accepted for delivery.',
  held: 'It was not sent when it was due: there was no mail server, or its address had been refused. It is kept here and can be read.',
  dropped: 'Before it went, nothing in it was still to be told in this message.',
  failed: 'It cannot be delivered as it stands.',
  unknown: 'An answer was lost: it may have arrived. It is not sent again by itself.',
};

export const CHANNEL_WORDS: Record<MessageChannel, string> = {
  email: 'Email',
  in_app: 'Inbox',
};

export const KIND_WORDS: Record<MessageKind, string> = {
  digest: 'The day’s message',
  event: 'At once',
};
