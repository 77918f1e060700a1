import { END_FOUND, FOUND } from '../publication/index.js';
import type { MarkedPart } from './dto/edition-search.dto.js';

/** A text with its found words between FOUND and END_FOUND, in parts. */
export const markedParts = (text: string): MarkedPart[] =>
  text
    .split(FOUND)
    .flatMap((stretch, index) => {
      const [found = '', ...after] = index === 0 ? ['', stretch] : stretch.split(END_FOUND);
      return [
        { text: found, isFound: true },
        { text: after.join(''), isFound: false },
      ];
    })
    .filter((part) => part.text !== '');
