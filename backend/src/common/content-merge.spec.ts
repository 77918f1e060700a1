import { doc } from '../../test/builders/rich-text.js';
import { mergeContents } from './content-merge.js';
import type { UpdateContent } from './content.js';

const base: UpdateContent = {
  document: doc('Work goes on.'),
  delivery: 'in_progress',
  nextMilestone: 'A report in May',
};

it('takes delivery status and next milestone from whoever changed them', () => {
  const mine: UpdateContent = { ...base, delivery: 'complete' };
  const { nextMilestone: _, ...theirs } = { ...base, document: doc('Work goes on well.') };
  expect(mergeContents(base, mine, theirs)).toEqual({
    content: { document: doc('Work goes on well.'), delivery: 'complete' },
    conflicts: [],
  });
});

it('keeps mine where both changed them, and names it', () => {
  const mine: UpdateContent = { ...base, delivery: 'complete', nextMilestone: 'A report in June' };
  const theirs: UpdateContent = { ...base, delivery: 'paused', nextMilestone: 'A report in July' };
  const { content, conflicts } = mergeContents(base, mine, theirs);
  expect(content).toEqual(mine);
  expect(conflicts).toEqual([
    { field: 'delivery', base: 'in_progress', mine: 'complete', theirs: 'paused' },
    {
      field: 'nextMilestone',
      base: 'A report in May',
      mine: 'A report in June',
      theirs: 'A report in July',
    },
  ]);
});

it('takes a change that both made once', () => {
  const changed: UpdateContent = { ...base, delivery: 'complete' };
  expect(mergeContents(base, changed, { ...changed }).conflicts).toEqual([]);
});
