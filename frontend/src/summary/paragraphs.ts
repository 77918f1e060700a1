import type {
  ApprovedUpdate,
  PersonRef,
  SummaryLayout,
  SummaryRow,
  ThemesInput,
  TitledRef,
} from '../api/types.ts';
import { asSpelt, endOf, type Arranged, type Laid, type Row } from '../rounds/layoutRows.ts';

/** A paragraph of a summary while it is being arranged: a row whose chapter is its theme. */
export interface Paragraph extends Row {
  isUntitled: boolean;
  isOmitted: boolean;
  sources: SummaryRow['sources'];
  /** Whose leads review it, beside those of its commitments; absent: those of the whole plan. */
  chapterId?: string;
  owner?: PersonRef;
}

/** What a person says of a paragraph. */
export interface ParagraphValues {
  theme: string;
  title: string;
  isUntitled: boolean;
  commitments: TitledRef[];
  chapterId: string;
  owner: PersonRef | null;
}

export const paragraphsOf = ({ themes, rows }: SummaryLayout): Laid<Paragraph> => ({
  chapters: themes,
  rows: rows.map(({ theme, ...row }) => ({
    ...row,
    ...{ updateId: row.id, chapter: theme, reference: '', wording: '' },
  })),
});

/** As the API takes them: the whole, in order. */
export const toInput = ({
  rows,
  chapters,
}: Laid<Paragraph>): Pick<ThemesInput, 'themes' | 'rows'> => ({
  themes: chapters,
  rows: rows.map(
    ({ updateId, chapter, title, isUntitled, commitments, chapterId, owner, sources }) => ({
      ...(updateId && { updateId }),
      ...{ theme: chapter, title, isUntitled },
      commitmentIds: commitments.map(({ id }) => id),
      ...(chapterId && { chapterId }),
      ...(!updateId && owner && { ownerId: owner.id }),
      ...(!updateId && sources.length > 0 && { sourceIds: sources.map(({ id }) => id) }),
    }),
  ),
});

/** What a new paragraph is proposed to be, from the approved updates with whose words it begins. */
export function proposed(theme: string, from: readonly ApprovedUpdate[]): ParagraphValues {
  const [first] = from;
  const commitments = new Map(from.flatMap((each) => each.commitments).map((c) => [c.id, c]));
  return {
    ...{ theme, title: first?.title ?? '', isUntitled: false },
    commitments: [...commitments.values()],
    chapterId: first?.chapterId ?? '',
    owner: first?.owner ?? null,
  };
}

export const valuesOf = (row: Paragraph): ParagraphValues => ({
  ...{ theme: row.chapter, title: row.title, isUntitled: row.isUntitled },
  commitments: row.commitments,
  chapterId: row.chapterId ?? '',
  owner: row.owner ?? null,
});

const withValues = (row: Paragraph, values: ParagraphValues): Paragraph => ({
  ...row,
  ...{ title: values.title.trim(), isUntitled: values.isUntitled },
  commitments: values.commitments,
  chapterId: values.chapterId || undefined,
  owner: values.owner ?? undefined,
});

/** In its theme, or at the end of another one; a new theme stands last. */
function inTheme({ rows, chapters }: Laid<Paragraph>, row: Paragraph, title: string): Paragraph[] {
  const theme = asSpelt(chapters, title);
  const at = rows.findIndex(({ id }) => id === row.id);
  const placed = { ...row, chapter: theme };
  if (at >= 0 && row.chapter === theme) return rows.with(at, placed);
  const others = rows.filter(({ id }) => id !== row.id);
  return others.toSpliced(endOf(others, theme, chapters), 0, placed);
}

let made = 0;
export function add(
  laid: Laid<Paragraph>,
  values: ParagraphValues,
  from: readonly ApprovedUpdate[],
): Arranged<Paragraph> {
  const bare: Paragraph = {
    ...{ id: `new-${(made += 1)}`, chapter: '', reference: '', wording: '' },
    ...{ title: '', isUntitled: false, isOmitted: false, commitments: [], state: 'not_started' },
    sources: from.map(({ id, title }) => ({ id, title, standing: 'same' })),
  };
  const theme = values.theme.trim();
  return {
    rows: inTheme(laid, withValues(bare, values), theme),
    said: `${values.title.trim()} is added to ${theme}`,
  };
}

export function change(
  laid: Laid<Paragraph>,
  row: Paragraph,
  values: ParagraphValues,
): Arranged<Paragraph> {
  const next = withValues(row, values);
  return { rows: inTheme(laid, next, values.theme.trim()), said: `${next.title} is changed` };
}

/** One more theme, which stands last. */
export function addTheme({ rows, chapters }: Laid<Paragraph>, title: string): Arranged<Paragraph> {
  const theme = asSpelt(chapters, title);
  const said = chapters.includes(theme)
    ? `The summary has the theme ${theme} already`
    : `The theme ${theme} is added`;
  return { rows: [...rows], chapters: [...new Set([...chapters, theme])], said };
}

/** Takes a theme away that has no paragraph. */
export const removeTheme = (
  { rows, chapters }: Laid<Paragraph>,
  theme: string,
): Arranged<Paragraph> => ({
  rows: [...rows],
  chapters: chapters.filter((chapter) => chapter !== theme),
  said: `The theme ${theme} is taken away`,
});
