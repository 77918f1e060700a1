import type { ManifestSummary, Signing, SigningLine } from '../api/types.ts';
import { formatDate } from '../components/dates.ts';
import { FactList, HashText, InstantText, PersonName, personWords } from '../components/Facts.tsx';

/** A summary goes on from no edition; only its correction has one before it. */
export const hasLastEdition = ({ isSummary, manifest }: Signing): boolean =>
  !isSummary || manifest.correctionNo > 0;

/** 43 rows, 20 changed or new: what changed may be a status or a figure alone. */
export function linesWords(signing: Signing): string {
  const { lines, isSummary } = signing;
  const noun = isSummary ? 'paragraph' : 'row';
  const all = `${lines.length} ${noun}${lines.length === 1 ? '' : 's'}`;
  if (!hasLastEdition(signing)) return all;
  const changed = lines.filter(({ changedSinceLastEdition: change }) =>
    ['changed', 'new'].includes(change),
  );
  return `${all}, ${changed.length} changed or new`;
}

/** What a signature covers, in numbers, and by whom and when it came to be. */
export function SigningFacts({ signing }: { signing: Signing }) {
  const { counts, manifest, lines, overrides, isSummary } = signing;
  const answered = lines.filter(({ stillTrue }) => stillTrue);
  const facts: Parameters<typeof FactList>[0]['facts'] = [
    [
      isSummary ? 'Paragraphs' : 'Rows',
      `${counts.total}: ${counts.approved} approved, ${counts.omitted} ${isSummary ? 'left out' : 'omitted'}`,
    ],
  ];
  if (hasLastEdition(signing)) {
    const words = `${counts.changed} changed, ${counts.unchanged} unchanged`;
    facts.push(['Since the last edition', words]);
  }
  if (answered.length > 0) facts.push(['Publication moved', stillTrueWords(answered)]);
  facts.push(
    ['Overrides', overrides.length === 0 ? 'None' : String(overrides.length)],
    ['Sealed', <Sealed key="sealed" manifest={manifest} />],
  );
  if (manifest.signedBy) facts.push(['Signed', <Signed key="signed" manifest={manifest} />]);
  if (manifest.publishedBy) {
    facts.push(['Published', <Published key="published" manifest={manifest} />]);
  }
  facts.push(['Hash of the manifest', <HashText key="hash" hash={manifest.hash} isWhole />]);
  return <FactList facts={facts} />;
}

/** What is printed before the first row. */
export const SigningHeading = ({ signing: { title, heading } }: { signing: Signing }) => (
  <FactList
    facts={[
      ['Plan', heading.planTitle],
      ['Title', title],
      ['Period', heading.periodLabel],
      ['As at', formatDate(heading.asAt)],
      ['Publication', formatDate(heading.publicationOn)],
      ['Publisher', heading.publisher],
    ]}
  />
);

const Sealed = ({ manifest }: { manifest: ManifestSummary }) => (
  <>
    <InstantText value={manifest.sealedAt} /> by{' '}
    <PersonName person={manifest.sealedBy} onBehalfOf={manifest.sealedOnBehalfOf} />, version{' '}
    {manifest.version}
  </>
);

const Signed = ({ manifest }: { manifest: ManifestSummary }) => (
  <>
    <InstantText value={manifest.signedAt!} /> by{' '}
    {personWords(manifest.signedBy!, manifest.signedOnBehalfOf)}
  </>
);

const Published = ({ manifest }: { manifest: ManifestSummary }) => (
  <>
    <InstantText value={manifest.publishedAt!} /> by{' '}
    {personWords(manifest.publishedBy!, manifest.publishedOnBehalfOf)}
  </>
);

/** Who said that approved texts are still true, after publication had moved. */
function stillTrueWords(lines: SigningLine[]): string {
  const instead = lines.filter(({ stillTrue }) => stillTrue?.reason).length;
  const words = `${lines.length} ${lines.length === 1 ? 'text was' : 'texts were'} confirmed as still true`;
  return instead === 0 ? words : `${words}, ${instead} of them in the owner’s stead`;
}
