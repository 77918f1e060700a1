import { dateInWords, instantInWords, londonDate } from '../../common/dates.js';
import { OVERRIDE_WORDS, type OverrideKind } from '../../common/overrides.js';
import { personWords } from '../../common/person-words.js';
import type { Certificate } from '../../platform/documents/index.js';
import type { PersonThen } from '../../platform/http/refs.dto.js';
import type { ManifestBody } from './manifest.js';

/** A signature with everything known of it and of the manifest that it is on. */
export interface SignatureFacts {
  statement: string;
  manifestHash: string;
  signedBy: PersonThen;
  signedFor: PersonThen | null;
  signedAt: Date;
  sealedBy: PersonThen;
  /** Set when it was sealed on cover. */
  sealedFor: PersonThen | null;
  sealedAt: Date;
  voidedAt: Date | null;
  voidReason: string | null;
  /** The last redaction that took words out of the manifest after it was sealed. */
  redactedAt: Date | null;
  approvals: { updateId: string; by: PersonThen; for: PersonThen | null; at: Date }[];
  overrides: {
    kind: OverrideKind;
    title: string;
    reason: string;
    madeBy: PersonThen;
    madeFor: PersonThen | null;
    confirmedBy: PersonThen | null;
    confirmedFor: PersonThen | null;
  }[];
}

/** Where what was signed can be looked at, and when the certificate is made. */
export interface CertificateOptions {
  address: string;
  madeAt: Date;
}

/** Says what was signed, by whom, and what it excused: with the hashes by which anybody can check it. */
export function toCertificate(
  body: ManifestBody,
  facts: SignatureFacts,
  { address, madeAt }: CertificateOptions,
): Certificate {
  const [year, month, day] = londonDate(facts.signedAt).split('-').map(Number);
  const { round, plan, correction } = body;
  const approvals = new Map(facts.approvals.map((approval) => [approval.updateId, approval]));
  const omitted = body.lines.filter(({ omission }) => omission).length;
  return {
    title: `Certificate of signature: ${round.title}`,
    author: plan.publisher,
    date: { year: year!, month: month!, day: day! },
    statement: facts.statement,
    signed: `Signed by ${personWords(facts.signedBy, facts.signedFor)} as signatory, ${instantInWords(facts.signedAt)} (London), with the password typed again.`,
    facts: [
      fact('Plan', `${plan.title}, ${plan.publisher}`),
      fact(
        'Round',
        `${round.title}: ${round.periodLabel}, as at ${dateInWords(round.asAt)}, to be published on ${dateInWords(round.publicationOn)}`,
      ),
      ...(correction ? [fact(`Correction ${correction.no}`, correction.reason)] : []),
      fact(
        'Sealed',
        `${instantInWords(facts.sealedAt)} (London) by ${personWords(facts.sealedBy, facts.sealedFor)}, seal ${body.version}`,
      ),
      fact('Hash of the manifest', facts.manifestHash),
      fact(
        'Rows',
        `${body.lines.length}: ${body.lines.length - omitted} with a text, ${omitted} omitted`,
      ),
      standing(facts, madeAt),
      ...(facts.redactedAt
        ? [
            fact(
              'Redacted',
              `Words were taken out on ${dateInWords(londonDate(facts.redactedAt))} by two people; the hashes are those of what was signed.`,
            ),
          ]
        : []),
    ],
    excused: facts.overrides.map(
      ({ kind, title, reason, madeBy, madeFor, confirmedBy, confirmedFor }) => ({
        heading: `${OVERRIDE_WORDS[kind]}: ${title}`,
        facts: [
          fact('Why', reason),
          fact('Made by', personWords(madeBy, madeFor)),
          fact(
            'Confirmed by',
            confirmedBy ? personWords(confirmedBy, confirmedFor) : 'nobody before the signature',
          ),
        ],
      }),
    ),
    rows: body.lines.map(({ updateId, position, title, listing, contentHash }) => {
      const approval = approvals.get(updateId);
      return {
        number: String(position),
        title: rowTitle(title, listing.reference),
        text: contentHash ?? 'Omitted: no text',
        approved:
          contentHash && approval
            ? `${dateInWords(londonDate(approval.at))}, ${personWords(approval.by, approval.for)}`
            : '–',
      };
    }),
    check: [
      'A text’s hash is the SHA-256 of its canonical JSON (RFC 8785). The manifest names every row with that hash, its place and its wording, and the manifest’s own hash is the SHA-256 of its canonical JSON.',
      `What was signed is kept at ${address}. The command verify checks every text, approval, manifest and signature against these hashes.`,
      'People and organisations are named as they were when they acted.',
    ],
  };
}

const fact = (label: string, value: string) => ({ label, value });

const rowTitle = (title: string, reference?: string): string =>
  [reference, title].filter(Boolean).join(' ');

/** Whether the signature holds: a certificate lives on when the round is unsealed. */
function standing(
  { voidedAt, voidReason }: Pick<SignatureFacts, 'voidedAt' | 'voidReason'>,
  madeAt: Date,
) {
  return voidedAt
    ? fact('Void', `since ${instantInWords(voidedAt)} (London): ${voidReason ?? 'unsealed'}`)
    : fact('Stands', `when this certificate was made, ${instantInWords(madeAt)} (London)`);
}
