import { chosenFor, hashOfWork, type WorkLine, type WorkOutcome } from './leaver-work.js';

const line = (what: WorkLine['what'], id = 'one'): WorkLine => ({
  ...{ what, id, title: 'A title', detail: 'Where it stands', planId: null },
  about: { kind: 'update', id },
});

describe('what was chosen for a thing that somebody holds', () => {
  const choices = {
    successorId: 'all',
    choices: [
      { what: 'update', successorId: 'kind' },
      { what: 'update', id: 'one', successorId: 'line' },
      { what: 'commitment', id: 'one' },
      { what: 'claim', id: 'one' },
    ],
  } as const;

  it('counts for the line before it counts for its kind, and that before the rest', () => {
    expect(chosenFor(line('update'), choices)).toEqual({
      outcome: 'handed_on',
      successorId: 'line',
    });
    expect(chosenFor(line('update', 'two'), choices)).toMatchObject({ successorId: 'kind' });
    expect(chosenFor(line('lead'), choices)).toMatchObject({ successorId: 'all' });
  });

  it('leaves as it is what was said to stay, and everything while nobody is chosen', () => {
    expect(chosenFor(line('commitment'), choices)).toEqual({ outcome: 'stays' });
    expect(chosenFor(line('update'), {})).toEqual({ outcome: 'stays' });
  });

  it('ends claims and covers, unless they are said to stay; and takes no other role', () => {
    expect(chosenFor(line('claim'), choices)).toEqual({ outcome: 'stays' });
    expect(chosenFor(line('claim', 'two'), choices)).toEqual({ outcome: 'ended' });
    expect(chosenFor(line('cover'), {})).toEqual({ outcome: 'ended' });
    expect(chosenFor(line('role'), choices)).toEqual({ outcome: 'stays' });
  });
});

it('has another hash for every other effect', () => {
  const stays: WorkOutcome = { outcome: 'stays', why: 'Its round is sealed.', notes: [] };
  const ended: WorkOutcome = { outcome: 'ended', notes: [] };
  const to = { id: 'b', name: 'B', organisation: 'MPS' };
  const effects: [WorkLine & WorkOutcome][] = [
    [{ ...line('claim'), ...stays }],
    [{ ...line('claim'), ...stays, why: 'Another reason.' }],
    [{ ...line('claim'), ...ended }],
    [{ ...line('claim', 'two'), ...ended }],
    [{ ...line('update'), outcome: 'handed_on', to, notes: [] }],
    [{ ...line('update'), outcome: 'handed_on', to: { ...to, id: 'c' }, notes: [] }],
    [{ ...line('update'), outcome: 'handed_on', to, notes: ['A note.'] }],
  ];
  const hashes = effects.flatMap((lines) => [
    hashOfWork('a', lines, false),
    hashOfWork('a', lines, true),
  ]);
  expect(new Set(hashes).size).toBe(effects.length * 2);
});
