import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../common/actor.js';
import type { UpdateContent } from '../../common/content.js';
import {
  hasPhrase,
  PHRASE_PARTS,
  phraseState,
  tracePhrase,
  type PhraseTrace,
} from '../../common/phrase.js';
import { Problem } from '../../common/problems.js';
import { normaliseLine } from '../../common/rich-text/index.js';
import { EditionsReader } from '../publication/index.js';
import { UpdateReader, type UpdateDetailDto } from '../updates/index.js';
import type {
  PhraseDto,
  ProvenanceDto,
  ProvenancePlace,
  ProvenanceStepDto,
  RevisionPlaceDto,
} from './dto/provenance.dto.js';
import { answerOf } from './case-file.js';
import {
  findRow,
  printedRevision,
  refuseIntroduction,
  rowsOf,
  type PrintedRow,
} from './printed-row.js';
import {
  chainOf,
  decisionFacts,
  entryFacts,
  publicationFacts,
  revisionFacts,
  type ChainLink,
  type PublicationFacts,
  type RevisionFacts,
} from './provenance-facts.js';
import { decisionStep, listingSteps, publicationSteps, revisionStep } from './provenance-steps.js';
import { suggestionSteps } from './suggestion-steps.js';

/** One update of the chain with all of it that the reader may see. */
interface ReadLink extends ChainLink {
  detail: UpdateDetailDto;
  /** Up to the one that was printed. */
  revisions: RevisionFacts[];
}

/**
 * Who wrote, cleared, approved, signed and published words that an edition prints. It reads through the
 * same reader as an update's own page, so that nobody learns of a text that is not theirs to read.
 */
@Injectable()
export class ProvenanceReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly editions: EditionsReader,
    private readonly updates: UpdateReader,
  ) {}

  /** @throws Problem record.not_found, permission.refused to those who read only what is published */
  async trace(actor: Actor, editionId: string, phrase: PhraseDto): Promise<ProvenanceDto> {
    const edition = await this.editions.read(editionId);
    const asked = normaliseLine(phrase.words);
    if (!phrase.updateId) refuseIntroduction(edition.snapshot, asked);
    const { printed, others } = findRow(rowsOf(edition.snapshot), asked, phrase.updateId);
    const { updateId, revisionId } = await printedRevision(
      this.dataSource,
      editionId,
      printed.row.updateId,
    );
    const links = await this.readChain(actor, updateId, revisionId);
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
    const steps = await this.steps(actor, edition, links, states, trace);
    return {
      edition: {
        ...{ id: edition.id, planId: edition.planId, title: edition.title },
        ...{ version: edition.version, publishedOn: edition.publishedOn, href: edition.href },
        snapshotHash: edition.snapshotHash,
        isSignOffRecorded: edition.isSignOffRecorded,
      },
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

  private async readChain(
    actor: Actor,
    updateId: string,
    printedRevisionId: string | null,
  ): Promise<ReadLink[]> {
    const chain = await chainOf(this.dataSource, updateId);
    return Promise.all(
      chain.map(async (link) => {
        const [detail, readable] = await Promise.all([
          this.updates.read(actor, link.updateId),
          this.updates.revisionList(actor, link.updateId),
        ]);
        const facts = await revisionFacts(
          this.dataSource,
          readable.map(({ id }) => id),
        );
        const printedId =
          link.updateId === updateId ? printedRevisionId : detail.approvedRevision?.id;
        const last = facts.findIndex(({ id }) => id === printedId);
        // What was never printed is no part of the way of these words.
        return { ...link, detail, revisions: facts.slice(0, last + 1) };
      }),
    );
  }

  /** Everything that happened from the first revision with the words (else, in this round) on. */
  private async steps(
    actor: Actor,
    edition: { id: string; planId: string },
    chain: readonly ReadLink[],
    states: readonly State[],
    trace: PhraseTrace | null,
  ): Promise<ProvenanceStepDto[]> {
    const first = trace && states[trace.first]!;
    const links = chain.slice(first ? chain.indexOf(first.link) : -1);
    const roundIds = [...new Set(links.map(({ round }) => round.id))];
    const updateIds = links.map(({ updateId }) => updateId);
    const readsTrail =
      actorHoldsRole(actor, 'auditor') || actorHoldsRole(actor, 'secretariat', edition.planId);
    const decisionIds = links.flatMap(({ detail }) => detail.decisions.map(({ id }) => id));
    const [decisions, publications, entries] = await Promise.all([
      decisionFacts(this.dataSource, decisionIds),
      publicationFacts(this.dataSource, roundIds),
      readsTrail ? entryFacts(this.dataSource, updateIds, roundIds) : [],
    ]);
    const since = first?.revision.at.getTime() ?? 0;
    // Of a text that is not theirs to read before it was published they learn no suggestion either.
    const readable = links.filter(({ detail }) => detail.textAccess !== 'published');
    const steps = [
      ...(trace ? await suggestionSteps(this.dataSource, readable, states, trace, entries) : []),
      ...[
        ...states
          .filter(({ link }) => links.includes(link))
          .map(({ link, revision, before }) => {
            const text = trace && phraseState(revision.content)[trace.part];
            const hasWords = trace !== null && hasPhrase(text!, trace.words);
            return revisionStep(revision, before, link, hasWords, entries);
          }),
        ...decisions.map((decision) => {
          const link = links.find(({ updateId }) => updateId === decision.updateId)!;
          return decisionStep(decision, link, entries);
        }),
      ].filter(({ at }) => at.getTime() >= since),
      ...publications
        .filter((each) => each.editionId === edition.id || isFirstPrint(each, publications, links))
        .flatMap((publication) => publicationSteps(publication, entries)),
      ...(trace ? [] : listingSteps(links, entries)),
    ];
    // The sort is stable: of one instant, the order of the list above stays.
    return steps.sort((one, other) => orderOf(one, steps) - orderOf(other, steps));
  }
}

/** By time; a text from before this system has its place just before the edition that printed it. */
function orderOf({ act, at, round }: ProvenanceStepDto, all: readonly ProvenanceStepDto[]): number {
  const printed = all.find((step) => step.act === 'published' && step.round.id === round.id);
  return (act === 'historic' && printed ? printed.at : at).getTime();
}

/** Whether the edition is the first that prints one of the updates. */
const isFirstPrint = (
  publication: PublicationFacts,
  all: readonly PublicationFacts[],
  links: readonly ChainLink[],
): boolean =>
  links.some(
    ({ updateId, round }) =>
      publication ===
      all.find(
        (each) =>
          each.round.id === round.id && (each.body === null || each.body.includes(`"${updateId}"`)),
      ),
  );

/** A revision, what it belongs to, and the words that it changed. */
interface State {
  link: ReadLink;
  revision: RevisionFacts;
  before: UpdateContent | null;
}

function statesOf(links: readonly ReadLink[]): State[] {
  let before: UpdateContent | null = null;
  return links.flatMap((link) =>
    link.revisions.map((revision) => {
      const state = { link, revision, before };
      before = revision.content;
      return state;
    }),
  );
}

/** Those who may read what was submitted, or from approval on; to others only the print is known. */
function requireReader({ textAccess }: UpdateDetailDto): void {
  if (textAccess === 'none' || textAccess === 'published') {
    throw new Problem('permission.refused', {
      why: 'Who wrote and approved a text is told to those who may read it before it is published.',
      whoCan: 'Who can: its owner, its leads, the secretariat, the signatory and the auditor.',
    });
  }
}

const toRow = ({ row, chapter, reference }: PrintedRow) => ({
  ...{ updateId: row.updateId, title: row.title, chapter, position: row.position },
  ...(reference && { reference }),
});

/** Where the words stand; those of a listing are not followed through revisions, which hold none. */
function whatWasFound(
  trace: PhraseTrace | null,
  { row, chapter, reference }: PrintedRow,
  asked: string,
): { where: ProvenancePlace; isWhole: boolean; words?: string } {
  const isIn = (...texts: (string | undefined)[]): boolean =>
    texts.some((text) => text !== undefined && hasPhrase(text, asked));
  if (trace?.isWhole) return { where: trace.part, isWhole: true, words: trace.words };
  if (isIn(row.omission?.reason)) return { where: 'omission', isWhole: true, words: asked };
  if (isIn(row.title, row.wording, chapter, reference))
    return { where: 'listing', isWhole: true, words: asked };
  if (trace) return { where: trace.part, isWhole: false, words: trace.words };
  return { where: 'nowhere', isWhole: false };
}

// The parts that are searched are the places that are told.
PHRASE_PARTS satisfies readonly ProvenancePlace[];
