import { OVERRIDE_WORDS, type OverrideKind } from '@common/overrides.ts';
import type { TimelinePoint } from '../api/types.ts';
import { decisionWords, REVISION_KIND_WORDS, sentence } from '../components/words.ts';
import { PAST } from '../register/registerWords.ts';

/** The kinds of points, as they are chosen from. */
export const KIND_WORDS: Record<TimelinePoint['kind'], string> = {
  edition: 'Editions',
  revision: 'Revisions',
  decision: 'Decisions',
  override: 'Overrides',
  comment: 'Comments',
  register_change: 'Changes of the register',
};

/** A point with words of its own, which can be compared with another. */
export const isText = ({ kind, content }: TimelinePoint): boolean =>
  (kind === 'edition' || kind === 'revision') && content !== undefined;

export const revisionName = ({ round, revisionNumber }: TimelinePoint): string =>
  `${round?.title ?? ''}, revision ${revisionNumber}`;

/** What happened, without who did it. */
export function pointWords(point: TimelinePoint): string {
  const { kind, what, revisionNumber } = point;
  switch (kind) {
    case 'edition':
      if (point.printed?.omission) return 'Published without an update';
      return point.printed?.isWithdrawn ? 'Published, and withdrawn since' : 'Published';
    case 'revision': {
      const words = REVISION_KIND_WORDS[what as keyof typeof REVISION_KIND_WORDS];
      return `Revision ${revisionNumber}: ${words.toLowerCase()}`;
    }
    case 'decision':
      return sentence(
        [decisionWords(what), revisionNumber && `revision ${revisionNumber}`]
          .filter(Boolean)
          .join(' '),
      );
    case 'override':
      return `${OVERRIDE_WORDS[point.overrideKind as OverrideKind]}${what === 'confirmed' ? ': confirmed' : ''}`;
    case 'comment':
      return 'Comment';
    case 'register_change':
      return `Register: ${PAST[what as keyof typeof PAST].toLowerCase()}`;
  }
}
