import { markedParts } from './marked-parts.js';
import { END_FOUND, FOUND } from '../publication/index.js';

it('cuts a text where found words begin and end', () => {
  expect(markedParts(`${FOUND}Stop${END_FOUND} and ${FOUND}search${END_FOUND}es`)).toEqual([
    { text: 'Stop', isFound: true },
    { text: ' and ', isFound: false },
    { text: 'search', isFound: true },
    { text: 'es', isFound: false },
  ]);
  expect(markedParts('Nothing of it')).toEqual([{ text: 'Nothing of it', isFound: false }]);
  expect(markedParts('')).toEqual([]);
});
