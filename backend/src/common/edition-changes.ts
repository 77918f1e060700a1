import type { UpdateContent } from './content.js';
import { diffContents, isSameText, type ContentDiff } from './content-diff.js';
import type { EditionSnapshot, SnapshotRow } from './edition-snapshot.js';
import { diffWords, type TextDiff } from './rich-text/diff.js';

/** A row of an edition that a correction changed: what it printed before, and how that differs. */
export interface RowChange {
  before: SnapshotRow;
  after: SnapshotRow;
  content: ContentDiff;
  /** How the commitment is printed; absent when that stayed the same. */
  wording?: TextDiff;
  /** What the body that leads on it is called; absent when that stayed the same. */
  leadOrganisation?: TextDiff;
  /** Why the row has no update, before and after; absent when that stayed the same. */
  omission?: TextDiff;
}

/** What a version says otherwise beside its rows; what stayed the same is absent. */
export interface HeadChange {
  title?: TextDiff;
  introduction?: ContentDiff;
  /** Chapters or themes with another title, in printed order. */
  chapters: { before: string; after: string; title: TextDiff }[];
}

/** What a correction changed of the edition's own words; null when it changed none. */
export function changedHead(before: EditionSnapshot, after: EditionSnapshot): HeadChange | null {
  const title = diffWords(before.title, after.title);
  const introduction = diffContents(introductionOf(before), introductionOf(after));
  const chapters = after.chapters
    .map(({ title: now }, index) => {
      const old = before.chapters[index]?.title ?? '';
      return { before: old, after: now, title: diffWords(old, now) };
    })
    .filter((chapter) => !chapter.title.isEqual);
  if (title.isEqual && isSameText(introduction) && chapters.length === 0) return null;
  return {
    ...(!title.isEqual && { title }),
    ...(!isSameText(introduction) && { introduction }),
    chapters,
  };
}

const introductionOf = ({ introduction }: EditionSnapshot): UpdateContent | null =>
  introduction ? { document: introduction } : null;

/**
 * The rows that differ between two versions of one edition, in printed order. A correction keeps
 * every row and its identity, so they are told apart by it.
 */
export function changedRows(before: EditionSnapshot, after: EditionSnapshot): RowChange[] {
  const earlier = new Map(rowsOf(before).map((row) => [row.updateId, row]));
  return rowsOf(after).flatMap((row) => {
    const old = earlier.get(row.updateId);
    const change = old && changeOf(old, row);
    return change ? [change] : [];
  });
}

const rowsOf = ({ chapters }: EditionSnapshot): SnapshotRow[] =>
  chapters.flatMap(({ groups }) => groups.flatMap(({ rows }) => rows));

function changeOf(before: SnapshotRow, after: SnapshotRow): RowChange | null {
  const content = diffContents(contentOf(before), contentOf(after));
  const wording = diffWords(before.wording, after.wording);
  const lead = diffWords(before.leadOrganisation ?? '', after.leadOrganisation ?? '');
  const omission = diffWords(before.omission?.reason ?? '', after.omission?.reason ?? '');
  if (isSameText(content) && [wording, lead, omission].every(({ isEqual }) => isEqual)) return null;
  return {
    ...{ before, after, content },
    ...(!wording.isEqual && { wording }),
    ...(!lead.isEqual && { leadOrganisation: lead }),
    ...(!omission.isEqual && { omission }),
  };
}

const contentOf = ({ content }: SnapshotRow): UpdateContent | null => content ?? null;
