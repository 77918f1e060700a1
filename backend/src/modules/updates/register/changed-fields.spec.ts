import { fieldsOf } from './changed-fields.js';

it('says what a pause and its end change, though neither changes a row', () => {
  const names = { chapters: [], places: [] };
  expect(fieldsOf({}, { kind: 'pause', commitmentId: 'one' }, names)).toEqual([
    { field: 'status', from: 'going on', to: 'paused' },
  ]);
  expect(fieldsOf({}, { kind: 'resume', commitmentId: 'one' }, names)).toEqual([
    { field: 'status', from: 'paused', to: 'going on' },
  ]);
});
