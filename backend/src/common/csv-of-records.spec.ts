import { csvOfRecords } from './csv-of-records.js';

it('heads a column for every field that a record has', () => {
  const csv = csvOfRecords([{ title: 'One' }, { title: 'Two', leadOrganisation: { name: 'MPS' } }]);
  expect(csv).toBe('Title,Lead organisation\r\nOne,\r\nTwo,MPS\r\n');
});

it('names what is within a record, several in one cell, and says yes or no', () => {
  const record = {
    commitments: [
      { id: '1', title: 'Road stops' },
      { id: '2', title: 'Searches' },
    ],
    isOpen: true,
    dates: { opensOn: '2022-04-01', publicationOn: '2022-06-10' },
  };
  expect(csvOfRecords([record]).split('\r\n')[1]).toBe(
    'Road stops; Searches,yes,"2022-04-01, 2022-06-10"',
  );
});

it('lets no text be taken for a formula', () => {
  for (const title of ['=1+1', '+1', '-1+1', '@SUM(1)', '＝1+1', '＋1', '－1', '＠SUM(1)']) {
    expect(csvOfRecords([{ title }])).toBe(`Title\r\n'${title}\r\n`);
  }
});
