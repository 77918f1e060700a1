/** What kind of reason an edition was withdrawn for: said by who asks, and told to the public. */
export const WITHDRAWAL_TYPES = [
  'published_by_mistake',
  'wrong',
  'not_public',
  'replaced',
  'other',
] as const;
export type WithdrawalType = (typeof WITHDRAWAL_TYPES)[number];

export const WITHDRAWAL_TYPE_WORDS: Record<WithdrawalType, string> = {
  published_by_mistake: 'It was published by mistake',
  wrong: 'Something in it is wrong',
  not_public: 'It holds something that must not be public',
  replaced: 'Another publication takes its place',
  other: 'Another reason',
};
