import type { RegisterChange, RegisterChangeKind } from '../api/types.ts';

interface ChangeWords {
  /** On the menu. */
  act: string;
  title: (name: string) => string;
  /** What the change means, before its fields. */
  meaning: string;
  done: string;
}

/** The changes of the register in the words of the screens. */
export const CHANGE_WORDS: Record<RegisterChangeKind, ChangeWords> = {
  add: {
    act: 'Add a commitment',
    title: () => 'Add a commitment',
    meaning: 'It gets a row of its own from the round on that you choose.',
    done: 'The commitment is added',
  },
  reword: {
    act: 'Reword',
    title: (name) => `Reword “${name}”`,
    meaning:
      'Its address stays. The wording goes into the rows that answer it alone; a row that answers several commitments keeps its own.',
    done: 'The new wording is recorded',
  },
  move: {
    act: 'Move to another chapter or place',
    title: (name) => `Move “${name}”`,
    meaning: 'The rows that answer it first go with it, and so does their review.',
    done: 'The move is recorded',
  },
  renumber: {
    act: 'Renumber',
    title: (name) => `Renumber “${name}”`,
    meaning: 'The reference that editions print before it. Several rows may share one.',
    done: 'The new reference is recorded',
  },
  split: {
    act: 'Split',
    title: (name) => `Split “${name}”`,
    meaning:
      'Each part becomes a commitment of its own, with this one’s organisations and owner. The lineage is kept.',
    done: 'The split is recorded',
  },
  merge: {
    act: 'Merge into another',
    title: (name) => `Merge “${name}” into another`,
    meaning:
      'It ends as a commitment of its own. The other one’s row answers both, and its own row goes if nothing was written in it.',
    done: 'The merger is recorded',
  },
  replace: {
    act: 'Replace by another',
    title: (name) => `Replace “${name}” by another`,
    meaning:
      'It ends, and from that round on no row answers it. The other one stands for what it promised; the lineage is kept.',
    done: 'The replacement is recorded',
  },
  assess: {
    act: 'Place in the impact assessment',
    title: (name) => `Place “${name}” in the impact assessment`,
    meaning:
      'Which of the assessment’s actions it is. From them follows on which protected characteristics it bears.',
    done: 'The place is recorded',
  },
  pause: {
    act: 'Pause',
    title: (name) => `Pause “${name}”`,
    meaning:
      'Recorded and shown here. What its updates say of delivery stays for its owner to say.',
    done: 'The pause is recorded',
  },
  resume: {
    act: 'Resume',
    title: (name) => `Resume “${name}”`,
    meaning: 'The pause ends. It stays on record.',
    done: 'The end of the pause is recorded',
  },
  close: {
    act: 'Close',
    title: (name) => `Close “${name}”`,
    meaning: 'From that round on no row answers it. What was published of it stays.',
    done: 'The closure is recorded',
  },
  reopen: {
    act: 'Reopen',
    title: (name) => `Reopen “${name}”`,
    meaning: 'It gets a row again from that round on.',
    done: 'The reopening is recorded',
  },
};

/** What happened, of each kind. */
export const PAST: Record<RegisterChange['kind'], string> = {
  add: 'Added',
  reword: 'Reworded',
  move: 'Moved',
  renumber: 'Renumbered',
  split: 'Split',
  merge: 'Merged',
  replace: 'Replaced',
  assess: 'Placed in the impact assessment',
  pause: 'Paused',
  resume: 'Resumed',
  close: 'Closed',
  reopen: 'Reopened',
  withdraw: 'Change taken back',
};

export const pastWords = (change: RegisterChange): string => {
  const others = change.others.map(({ title }) => title).join('; ');
  const link = change.kind === 'replace' ? 'by' : 'into';
  return others ? `${PAST[change.kind]} ${link} ${others}` : PAST[change.kind];
};
