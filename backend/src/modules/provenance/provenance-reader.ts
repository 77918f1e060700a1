import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, holdsRole, type Actor, type Principal } from '../../common/actor.js';
import { hasPhrase, phraseState, tracePhrase, type PhraseTrace } from '../../common/phrase.js';
import { invalidField, Problem } from '../../common/problems.js';
import { hasForbiddenCharacter, normaliseLine } from '../../common/rich-text/index.js';
import { EditionsReader, type KeptEdition } from '../publication/index.js';
import type { UpdateDetailDto } from '../updates/index.js';
import type {
  PhraseDto,
  ProvenanceDto,
  ProvenancePlace,
  RevisionPlaceDto,
} from './dto/provenance.dto.js';
import { answerOf, editionAnswer } from './case-file.js';
import { editionPartOf, editionSteps, type EditionPart } from './edition-words.js';
import {
  findRow,
  listingTexts,
  printedRevision,
  printsWords,
  rowsOf,
  type PrintedRow,
} from './printed-row.js';
import { entryFacts, publicationFacts } from './provenance-facts.js';
import { publicationSteps } from './provenance-steps.js';
import { statesOf, WayReader } from './way.reader.js';

/**
 * Who wrote, cleared, approved, signed and published words that an edition prints. It reads through the
 * same reader as an update's own page, so that nobody learns of a text that is not theirs to read.
 */
@Injectable()
export class ProvenanceReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly editions: EditionsReader,
    private readonly ways: WayReader,
  ) {}

  /** @throws Problem record.not_found, permission.refused to those who read only what is published */
  async trace(actor: Actor, editionId: string, phrase: PhraseDto): Promise<ProvenanceDto> {
    const edition = await this.editions.read(editionId);
    if (hasForbiddenCharacter(phrase.words)) {
      throw invalidField('words', 'control_character', 'No edition prints such a character.');
    }
    const asked = normaliseLine(phrase.words);
    const rows = rowsOf(edition.snapshot);
    const part =
      phrase.updateId === undefined && !rows.some((row) => printsWords(row, asked))
        ? editionPartOf(edition.snapshot, asked)
        : undefined;
    if (part) return this.ofEdition(actor, edition, part, asked);
    const { printed, others } = findRow(rows, asked, phrase.updateId);
    const { updateId, revisionId } = await printedRevision(
      this.dataSource,
      editionId,
      printed.row.updateId,
    );
    const links = await this.ways.links(actor, updateId, revisionId);
    requireReader(links.at(-1)!.detail);

    const states = statesOf(links);
    const trace = printed.row.content
      ? tracePhrase(
          states.map(({ revision }) => phraseState(revision.content)),
          asked,
        )
      : null;
    const places = states.map(({ link, revision }): RevisionPlaceDto => ({
      ...{ revisionId: revision.id, number: revision.number, madeAt: revision.at },
      ...(revision.kind === 'historic' && { isDayOnly: true }),
      round: link.round,
    }));
    const found = whatWasFound(trace, printed, asked);
    const steps = await this.ways.steps(actor, {
      ...{ planId: edition.planId, editionId, links, states, trace, words: asked },
    });
    return {
      edition: toEdition(edition),
      row: toRow(printed),
      alsoIn: others.map(({ row }) => ({ id: row.updateId, title: row.title })),
      asked,
      ...found,
      answer: answerOf({ ...found, steps }),
      spells: (trace?.spells ?? []).map(({ from, until }) => ({
        since: places[from]!,
        ...(until !== undefined && { until: places[until]! }),
      })),
      steps,
      publishedTextOnly: links
        .filter(({ detail }) => detail.textAccess === 'published')
        .map(({ round }) => round),
    };
  }

  /** Words that no row prints: nobody approves them by themselves, and the signature covers them. */
  private async ofEdition(
    actor: Actor,
    edition: KeptEdition,
    part: EditionPart,
    asked: string,
  ): Promise<ProvenanceDto> {
    const { id, planId, roundId, snapshot } = edition;
    if (!actor.principals.some((each) => readsTexts(each, planId))) throw notTold();
    const readsTrail =
      actorHoldsRole(actor, 'auditor') || actorHoldsRole(actor, 'secretariat', planId);
    const publications = await publicationFacts(this.dataSource, [roundId]);
    const printed = publications.find(({ editionId }) => editionId === id)!;
    const { round, sealedAt, publishedAt } = printed;
    const [entries, written] = await Promise.all([
      readsTrail ? entryFacts(this.dataSource, [], [roundId]) : [],
      editionSteps(
        this.dataSource,
        part,
        {
          ...{ round, planId, until: sealedAt ?? publishedAt },
          skippedFrom: snapshot.alsoCovers?.map(({ start }) => start),
        },
        readsTrail,
      ),
    ]);
    const steps = [...written, ...publicationSteps(printed, entries)];
    return {
      ...{ edition: toEdition(edition), alsoIn: [], asked, words: asked, isWhole: true },
      ...{ where: 'edition', answer: editionAnswer(part, steps), spells: [], steps },
      publishedTextOnly: [],
    };
  }
}

const toEdition = (edition: KeptEdition): ProvenanceDto['edition'] => ({
  ...{ id: edition.id, planId: edition.planId, title: edition.title },
  ...{ version: edition.version, publishedOn: edition.publishedOn, href: edition.href },
  snapshotHash: edition.snapshotHash,
  isSignOffRecorded: edition.isSignOffRecorded,
});

/** Whether they read texts of a plan that are not their own before they are published. */
export const readsTexts = (principal: Principal, planId: string): boolean =>
  (['auditor', 'secretariat', 'signatory', 'lead', 'clearer'] as const).some((role) =>
    holdsRole(principal, role, planId),
  );

const notTold = (): Problem =>
  new Problem('permission.refused', {
    why: 'Who wrote and approved a text is told to those who may read it before it is published.',
    whoCan: 'Who can: its owner, its leads, the secretariat, the signatory and the auditor.',
  });

export const readsBeforePrint = ({ textAccess }: UpdateDetailDto): boolean =>
  textAccess !== 'none' && textAccess !== 'published';

/** Those who may read what was submitted, or from approval on; to others only the print is known. */
function requireReader(detail: UpdateDetailDto): void {
  if (!readsBeforePrint(detail)) {
    throw notTold();
  }
}

const toRow = ({ row, chapter, reference }: PrintedRow) => ({
  ...{ updateId: row.updateId, title: row.title, chapter, position: row.position },
  ...(reference && { reference }),
});

/** Where the words stand; those of a listing are not followed through revisions, which hold none. */
function whatWasFound(
  trace: PhraseTrace | null,
  printed: PrintedRow,
  asked: string,
): { where: ProvenancePlace; isWhole: boolean; words?: string } {
  const isIn = (...texts: (string | undefined)[]): boolean =>
    texts.some((text) => text !== undefined && hasPhrase(text, asked));
  if (trace?.isWhole) return { where: trace.part, isWhole: true, words: trace.words };
  if (isIn(printed.row.omission?.reason)) return { where: 'omission', isWhole: true, words: asked };
  if (isIn(...listingTexts(printed))) return { where: 'listing', isWhole: true, words: asked };
  if (trace) return { where: trace.part, isWhole: false, words: trace.words };
  return { where: 'nowhere', isWhole: false };
}
