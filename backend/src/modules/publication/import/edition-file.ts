import { canonicalContent, sha256Hex } from '../../../common/content-hash.js';
import type { UpdateContent } from '../../../common/content.js';
import { isIsoDate } from '../../../common/dates.js';
import { editionIssues } from '../../../common/edition-schema.js';
import type { EditionSnapshot, SnapshotRow } from '../../../common/edition-snapshot.js';
import { isPublishedFile } from '../../../common/evidence.js';
import { invalidField, Problem, type Issue } from '../../../common/problems.js';
import {
  hasForbiddenCharacter,
  isAllowedHref,
  parseDocument,
} from '../../../common/rich-text/index.js';
import { sealSnapshot } from '../snapshot.js';

/** A row of an edition with where it stands, in print and in the file. */
export interface PlacedFileRow {
  row: SnapshotRow;
  chapter: string;
  reference?: string;
  path: string;
}

/**
 * Reads the JSON form of an edition from wherever it was published. Nothing is taken on trust: the
 * schema, the documents, the hash of each text, the order of the rows, the days of the calendar, and that
 * a signature is given where there has to be one. What was signed, the manifest, stays where that was:
 * whether its hash and the name are true, nobody can tell here, and the pages say so.
 *
 * @throws Problem request.invalid with everything that is wrong, each with its path in the file
 */
export function readEditionFile(file: string): {
  snapshot: EditionSnapshot;
  text: string;
  hash: string;
  rows: PlacedFileRow[];
} {
  const value = parse(file);
  const issues = editionIssues(value).map(({ path, message }): Issue => ({
    field: path || 'file',
    code: 'schema',
    message,
  }));
  if (issues.length > 0) throw new Problem('request.invalid', {}, { issues });
  const snapshot = value as EditionSnapshot;
  if (snapshot.redactedOn !== undefined || snapshot.redactedTimes !== undefined) {
    throw invalidField(
      'redactedOn',
      'redacted',
      'words were redacted from this edition, so its hash is no longer that of its words; bring in a backup instead',
    );
  }
  const rows = rowsOf(snapshot);
  const unreadable = forbidden(value);
  if (unreadable.length > 0) throw new Problem('request.invalid', {}, { issues: unreadable });
  const wrong = [
    ...wrongDates(snapshot),
    ...wrongCorrection(snapshot),
    ...wrongSignature(snapshot),
    ...wrongDocument(snapshot.introduction, 'introduction'),
    ...rows.flatMap((placed, index) => wrongRow(placed, index)),
    ...repeated(rows),
  ];
  if (wrong.length > 0) throw new Problem('request.invalid', {}, { issues: wrong.slice(0, 20) });
  return { snapshot, rows, ...sealSnapshot(snapshot) };
}

function parse(file: string): unknown {
  try {
    return JSON.parse(file.replace(/^\ufeff/, ''));
  } catch (error) {
    throw invalidField('file', 'not_json', `is no JSON: ${(error as Error).message}`);
  }
}

const rowsOf = ({ chapters }: EditionSnapshot): PlacedFileRow[] =>
  chapters.flatMap((chapter, c) =>
    chapter.groups.flatMap((group, g) =>
      group.rows.map((row, r) => ({
        row,
        chapter: chapter.title,
        ...(group.reference !== undefined && { reference: group.reference }),
        path: `chapters.${c}.groups.${g}.rows.${r}`,
      })),
    ),
  );

/** No text of the house holds such a character, so none can be kept or hashed with it. */
function forbidden(value: unknown, path = ''): Issue[] {
  if (typeof value === 'string') {
    return hasForbiddenCharacter(value)
      ? [issue(path, 'control_character', 'holds a character that cannot be printed')]
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    forbidden(member, path === '' ? key : `${path}.${key}`),
  );
}

function wrongDates(snapshot: EditionSnapshot): Issue[] {
  const { asAt, publishedOn, period, alsoCovers = [], correction } = snapshot;
  const dates = {
    ...{ asAt, publishedOn },
    ...(correction && { 'correction.publishedOn': correction.publishedOn }),
  };
  return [
    ...Object.entries(dates).flatMap(([field, date]) => wrongDay(field, date)),
    ...wrongPeriod('period', period),
    ...alsoCovers.flatMap((skipped, at) => wrongPeriod(`alsoCovers.${at}`, skipped)),
  ];
}

const wrongDay = (field: string, date: string): Issue[] =>
  isIsoDate(date) ? [] : [issue(field, 'not_a_date', 'is no day of the calendar')];

const wrongPeriod = (path: string, { start, end }: { start: string; end: string }): Issue[] => [
  ...wrongDay(`${path}.start`, start),
  ...wrongDay(`${path}.end`, end),
  ...(start <= end
    ? []
    : [issue(`${path}.end`, 'before_start', 'is before the start of the period')]),
];

function wrongCorrection({ version, correction, publishedOn }: EditionSnapshot): Issue[] {
  if (version > 1 !== (correction !== undefined)) {
    return [issue('correction', 'version', 'is there from version 2 on, and only then')];
  }
  return correction && correction.publishedOn !== publishedOn
    ? [issue('correction.publishedOn', 'other_day', 'is not the day of this version')]
    : [];
}

/** Nothing is published unsigned by the system; of what was published before it, no signature is kept. */
function wrongSignature({ signature, isHistoric, publishedOn }: EditionSnapshot): Issue[] {
  if (isHistoric) {
    return signature
      ? [issue('signature', 'historic', 'is of an edition whose sign-off was not recorded')]
      : [];
  }
  if (!signature) return [issue('signature', 'missing', 'is missing: no such edition is unsigned')];
  const { signedBy, signedAt } = signature;
  return [
    ...(signedBy.trim() === '' ? [issue('signature.signedBy', 'blank', 'names nobody')] : []),
    ...(!isIsoDate(signedAt)
      ? [issue('signature.signedAt', 'not_a_date', 'is no day of the calendar')]
      : signedAt > publishedOn
        ? [issue('signature.signedAt', 'after', 'is after the day of publication')]
        : []),
  ];
}

function wrongDocument(document: unknown, path: string): Issue[] {
  if (document === undefined) return [];
  const parsed = parseDocument(document);
  return parsed.ok
    ? []
    : parsed.issues.map((each) => issue(`${path}.${each.path}`, each.code, each.message));
}

function wrongRow({ row, path }: PlacedFileRow, index: number): Issue[] {
  const wrong: Issue[] = [];
  if (row.position !== index + 1) {
    wrong.push(
      issue(`${path}.position`, 'order', `is ${row.position}; the row is number ${index + 1}`),
    );
  }
  if ((row.content === undefined) === (row.omission === undefined)) {
    wrong.push(issue(path, 'content', 'has to have either content or an omission'));
  }
  row.commitments.forEach(({ id }, at) => {
    if (row.commitments.findIndex((each) => each.id === id) !== at) {
      wrong.push(issue(`${path}.commitments.${at}.id`, 'repeated', 'stands here twice'));
    }
  });
  if (!row.content) return wrong;
  const { hash, ...content } = row.content;
  const unread = wrongDocument(content.document, `${path}.content.document`);
  if (unread.length > 0) return [...wrong, ...unread];
  const unreal = [
    ...(content.figures ?? []).flatMap(({ period }, at) =>
      isIsoDate(period.start) && isIsoDate(period.end) && period.start <= period.end
        ? []
        : [issue(`${path}.content.figures.${at}.period`, 'not_a_period', 'is no period of days')],
    ),
    ...(content.noChange
      ? wrongDay(`${path}.content.noChange.sinceOn`, content.noChange.sinceOn)
      : []),
    // The PDF prints a link as one that can be followed, whatever it leads to.
    ...(content.evidence ?? []).flatMap((item, at) =>
      isPublishedFile(item) || isAllowedHref(item.href)
        ? []
        : [
            issue(
              `${path}.content.evidence.${at}.href`,
              'link',
              'is no address that a text may lead to',
            ),
          ],
    ),
  ];
  if (unreal.length > 0) return [...wrong, ...unreal];
  return sha256Hex(textOf(content)) === hash
    ? wrong
    : [...wrong, issue(`${path}.content.hash`, 'hash', 'is not the hash of this content')];
}

/** The text that was hashed when the content was approved. */
export const textOf = (content: UpdateContent): string => canonicalContent(content);

function repeated(rows: readonly PlacedFileRow[]): Issue[] {
  const seen = new Set<string>();
  return rows.flatMap(({ row, path }) => {
    if (!seen.has(row.updateId)) {
      seen.add(row.updateId);
      return [];
    }
    return [issue(`${path}.updateId`, 'repeated', 'is that of another row too')];
  });
}

const issue = (field: string, code: string, message: string): Issue => ({ field, code, message });
