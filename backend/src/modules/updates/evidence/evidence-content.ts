import type { UpdateContent } from '../../../common/content.js';
import type { FileMediaType, PublishedEvidence } from '../../../common/evidence.js';
import type { Act } from '../../audit/index.js';
import type { ScanState } from '../../files/index.js';
import { COPY_EVIDENCE, READ_PUBLISHED } from './evidence-statements.js';

/** A piece of evidence as it stands on the list, with what its file is. */
export interface StandingEvidence {
  id: string;
  title: string;
  href: string | null;
  file: string | null;
  name: string | null;
  mediaType: FileMediaType | null;
  bytes: number | null;
  scanState: ScanState | null;
  isPublished: boolean;
}

type Query = <Row>(sql: string, parameters: unknown[]) => Promise<Row[]>;

/** What stands on the list of evidence, in order. */
export const readStanding = (query: Query, updateId: string): Promise<StandingEvidence[]> =>
  query(READ_PUBLISHED, [updateId]);

/** A text with the evidence that is published with it: what is hashed, approved and printed. */
export function withEvidence(
  { evidence: _, ...content }: UpdateContent,
  standing: readonly StandingEvidence[],
): UpdateContent {
  const evidence = standing.filter((item) => item.isPublished).map(toPublished);
  return evidence.length > 0 ? { ...content, evidence } : content;
}

/** A text as it is written: evidence has a list of its own. */
export const withoutEvidence = ({ evidence: _, ...content }: UpdateContent): UpdateContent =>
  content;

function toPublished(item: StandingEvidence): PublishedEvidence {
  const { title, href, file, name, mediaType, bytes } = item;
  if (href !== null) return { title, href };
  if (file === null || name === null || mediaType === null || bytes === null)
    throw new Error(`Evidence ${item.id} is neither a link nor a file`);
  return { title, file, name, mediaType, bytes };
}

/** The evidence of a revision, for the copy of its update that a correction works on. */
export const copyEvidence = (
  act: Act,
  { from, to }: { from: { revisionId: string }; to: { updateId: string } },
): void => act.write(COPY_EVIDENCE, [to.updateId, from.revisionId, act.actorId, act.now]);
