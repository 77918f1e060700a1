import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../common/actor.js';
import {
  hasPhrase,
  PHRASE_PARTS,
  phraseState,
  tracePhrase,
  type PhraseTrace,
} from '../../common/phrase.js';
import { invalidField, Problem } from '../../common/problems.js';
import { hasForbiddenCharacter, normaliseLine } from '../../common/rich-text/index.js';
import { EditionsReader } from '../publication/index.js';
import type { UpdateDetailDto } from '../updates/index.js';
import type {
  PhraseDto,
  ProvenanceDto,
  ProvenancePlace,
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
    if (!phrase.updateId) refuseIntroduction(edition.snapshot, asked);
    const { printed, others } = findRow(rowsOf(edition.snapshot), asked, phrase.updateId);
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
}

export const readsBeforePrint = ({ textAccess }: UpdateDetailDto): boolean =>
  textAccess !== 'none' && textAccess !== 'published';

/** Those who may read what was submitted, or from approval on; to others only the print is known. */
function requireReader(detail: UpdateDetailDto): void {
  if (!readsBeforePrint(detail)) {
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
