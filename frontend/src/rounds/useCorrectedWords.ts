import type { RichTextDocument } from '@common/rich-text/types.ts';
import { useState } from 'react';
import type { CorrectionStart, Round } from '../api/types.ts';

const NOTHING: RichTextDocument = { type: 'doc', content: [{ type: 'paragraph' }] };

/** The edition's own words as they are typed, and what of them is other than printed. */
export function useCorrectedWords(round: Round) {
  const [title, setTitle] = useState(round.title);
  const [introduction, setIntroduction] = useState<RichTextDocument>();
  const [headings, setHeadings] = useState<Readonly<Record<string, string>>>({});
  const printed = round.introduction ?? NOTHING;
  const chapters = Object.entries(headings)
    .map(([from, to]) => ({ from, to: to.trim() }))
    .filter(({ from, to }) => from !== to);
  const isIntroductionOther =
    introduction !== undefined && JSON.stringify(introduction) !== JSON.stringify(printed);
  const changed: NonNullable<CorrectionStart['words']> = {
    ...(title.trim() !== round.title && { title: title.trim() }),
    ...(isIntroductionOther && { introduction }),
    ...(chapters.length > 0 && { chapters }),
  };
  return {
    title,
    setTitle,
    introduction: introduction ?? printed,
    setIntroduction,
    headingOf: (from: string) => headings[from] ?? from,
    setHeading: (from: string, to: string) => setHeadings({ ...headings, [from]: to }),
    /** Undefined while nothing is other than printed. */
    words: Object.keys(changed).length > 0 ? changed : undefined,
  };
}

export type CorrectedWordsForm = ReturnType<typeof useCorrectedWords>;
