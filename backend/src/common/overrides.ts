export const OVERRIDE_KINDS = [
  'omission',
  'early_publication',
  'unsealing',
  'finding_dismissal',
  'publication_in_hold',
  'earlier_date',
  'still_true',
  'hold_end',
  'minor_correction',
] as const;
export type OverrideKind = (typeof OVERRIDE_KINDS)[number];

/** The words a reader sees for each kind of override. */
export const OVERRIDE_WORDS: Record<OverrideKind, string> = {
  omission: 'Omission',
  early_publication: 'Publication before its date',
  unsealing: 'Unsealing',
  finding_dismissal: 'Dismissed finding',
  publication_in_hold: 'Publication during a hold',
  earlier_date: 'Publication moved to an earlier date',
  still_true: 'Confirmed as still true in the owner’s stead',
  hold_end: 'Hold ended early',
  minor_correction: 'Correction called minor',
};
