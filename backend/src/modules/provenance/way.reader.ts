import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { actorHoldsRole, type Actor } from '../../common/actor.js';
import type { UpdateContent } from '../../common/content.js';
import { hasPhrase, phraseState, tracePhrase, type PhraseTrace } from '../../common/phrase.js';
import { Problem } from '../../common/problems.js';
import { UpdateReader, type UpdateDetailDto } from '../updates/index.js';
import type { TitledRef } from '../plan/index.js';
import type { ProvenanceStepDto } from './dto/provenance.dto.js';
import { listedSince, listingSteps } from './listing-steps.js';
import { originsOf, type Origin } from './origins.js';
import {
  chainOf,
  decisionFacts,
  entryFacts,
  publicationFacts,
  revisionFacts,
  type ChainLink,
  type EntryFacts,
  type PublicationFacts,
  type RevisionFacts,
} from './provenance-facts.js';
import { decisionStep, PART_WORDS, publicationSteps, revisionStep } from './provenance-steps.js';
import { actors, suggestionSteps } from './suggestion-steps.js';

/** One update of the chain with all of it that the reader may see. */
export interface ReadLink extends ChainLink {
  detail: UpdateDetailDto;
  /** Up to the one that was printed. */
  revisions: RevisionFacts[];
}

/** A revision, what it belongs to, and the words that it changed. */
export interface State {
  link: ReadLink;
  revision: RevisionFacts;
  before: UpdateContent | null;
}

/** Words on their way through one row and all that it continues. */
export interface Way {
  planId: string;
  links: ReadLink[];
  states: State[];
  /** Null for words that are printed beside the text. */
  trace: PhraseTrace | null;
  words: string;
  /** The edition that was asked about, for the row that it prints. */
  editionId?: string;
  /** For another row, from which the words were taken: which, and when. */
  row?: TitledRef;
  until?: Date;
}

/** Follows words through a row, the rows it continues, and those from which its words were taken. */
@Injectable()
export class WayReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly updates: UpdateReader,
  ) {}

  /** @throws Problem record.not_found when one of them is out of the reader's scope */
  async links(
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

  /** Everything that happened from the first revision with the words (else, from their listing) on. */
  async steps(actor: Actor, way: Way, seen: readonly string[] = []): Promise<ProvenanceStepDto[]> {
    const { trace, states } = way;
    const first = trace && states[trace.first]!;
    const links = first
      ? way.links.slice(way.links.indexOf(first.link))
      : await listedSince(this.dataSource, way.links, way.words);
    const roundIds = [...new Set(links.map(({ round }) => round.id))];
    const updateIds = links.map(({ updateId }) => updateId);
    const readsTrail =
      actorHoldsRole(actor, 'auditor') || actorHoldsRole(actor, 'secretariat', way.planId);
    const decided = links.flatMap(({ detail }) => detail.decisions);
    const idsOf = (some: typeof decided): string[] => some.map(({ id }) => id);
    const [decisions, publications, entries] = await Promise.all([
      decisionFacts(this.dataSource, idsOf(decided), idsOf(decided.filter(({ reason }) => reason))),
      publicationFacts(this.dataSource, roundIds),
      readsTrail ? entryFacts(this.dataSource, updateIds, roundIds) : [],
    ]);
    const since = first?.revision.at.getTime() ?? 0;
    const until = way.until?.getTime() ?? Infinity;
    // Of a text that is not theirs to read before it was published they learn no suggestion either.
    const readable = links.filter(({ detail }) => detail.textAccess !== 'published');
    const own = [
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
        .filter(
          (each) => each.editionId === way.editionId || isFirstPrint(each, publications, links),
        )
        .flatMap((publication) => publicationSteps(publication, entries)),
      ...(trace ? [] : await listingSteps(this.dataSource, links, entries, way.words)),
    ].filter(({ at }) => at.getTime() <= until);
    const taken = first && trace ? await this.originSteps(actor, way, first, entries, seen) : [];
    const steps = [...taken, ...own.map((step) => ({ ...step, ...(way.row && { row: way.row }) }))];
    // The sort is stable: of one instant, the order of the list above stays.
    return steps.sort((one, other) => orderOf(one, steps) - orderOf(other, steps));
  }

  /** What became of the words in other rows, where this row's first revision with them took them over. */
  private async originSteps(
    actor: Actor,
    { planId, links, words, trace }: Way,
    first: State,
    entries: readonly EntryFacts[],
    seen: readonly string[],
  ): Promise<ProvenanceStepDto[]> {
    const known = [...seen, ...links.map(({ updateId }) => updateId)];
    const steps: ProvenanceStepDto[] = [];
    for (const origin of await originsOf(this.dataSource, first.link.updateId)) {
      const { row, revisionId, taken } = origin;
      if (known.includes(row.id)) continue;
      const [revision] = await revisionFacts(this.dataSource, [revisionId]);
      const followed = revision && followedIn(revision.content, trace!.words, !!taken);
      if (!followed) continue;
      known.push(row.id);
      const until = taken ? new Date(taken.at) : first.revision.at;
      if (taken) steps.push(takenStep(origin, first.link, entries, followed.isWhole));
      const its = await this.linksOrNone(actor, row.id, revisionId);
      const states = statesOf(its);
      const itsTrace = tracePhrase(
        states.map((state) => phraseState(state.revision.content)),
        followed.words,
      );
      // Of a text that is not theirs to read, a reader learns only that it was taken over.
      if (!itsTrace?.isWhole) continue;
      const way = { planId, links: its, states, trace: itsTrace, words, row, until };
      steps.push(...(await this.steps(actor, way, known)));
    }
    return steps;
  }

  private async linksOrNone(...given: Parameters<WayReader['links']>): Promise<ReadLink[]> {
    try {
      return await this.links(...given);
    } catch (error) {
      if (error instanceof Problem && error.code === 'record.not_found') return [];
      throw error;
    }
  }
}

/** A paragraph can be drawn from several texts, and keep a part of each; rows are combined with all of theirs. */
function followedIn(
  content: UpdateContent,
  words: string,
  isPartEnough: boolean,
): PhraseTrace | null {
  const trace = tracePhrase([phraseState(content)], words);
  if (!trace || (!trace.isWhole && !isPartEnough)) return null;
  return trace.isWhole || trace.words.length * 2 >= words.length ? trace : null;
}

function takenStep(
  { row, number, revisionId, taken }: Origin,
  { round, updateId }: ChainLink,
  entries: readonly EntryFacts[],
  isWhole: boolean,
): ProvenanceStepDto {
  const { isFirst, sourceId, at, part } = taken!;
  const entry = entries.find(({ kind, subjectId, data }) =>
    isFirst
      ? kind === 'update.started' && subjectId === updateId
      : kind === 'update.source_noted' &&
        data['sourceId'] === sourceId &&
        data['revisionId'] === revisionId,
  );
  const what = `revision ${number} of “${row.title}”, which has ${isWhole ? 'these words' : 'a part of these words'}`;
  return {
    ...{ act: 'taken', at: new Date(at), round, role: PART_WORDS[part], ...actors(taken!) },
    words: isFirst ? `began the paragraph with ${what}` : `read and noted ${what}`,
    ...(entry && { entry: { seq: entry.seq, hash: entry.hash } }),
  };
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

export function statesOf(links: readonly ReadLink[]): State[] {
  let before: UpdateContent | null = null;
  return links.flatMap((link) =>
    link.revisions.map((revision) => {
      const state = { link, revision, before };
      before = revision.content;
      return state;
    }),
  );
}
