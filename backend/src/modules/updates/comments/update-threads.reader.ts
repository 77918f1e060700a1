import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Actor } from '../../../common/actor.js';
import { findAnchor, quoteOf } from '../../../common/rich-text/index.js';
import { THREADS, type CommentRow, type ThreadRow } from '../../comments/index.js';
import { describeActions } from '../../overrides/index.js';
import { decideExperts } from '../experts/expert-link.js';
import type { Query } from '../update-facts.js';
import { audienceOf, decideComment, readsThread } from './comment.policy.js';
import type { CommentDto, PlaceDto, ThreadDto, ThreadsDto } from './comments.dto.js';
import { knowTexts, presentText, type KnownTexts, type ThreadText } from './known-texts.js';
import { mentionablePeople } from './mentionable.js';

/** Reads what was said of an update, as far as this reader may. */
@Injectable()
export class UpdateThreadsReader {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws Problem record.not_found when the reader may read no text of it before it is published */
  async read(actor: Actor, updateId: string): Promise<ThreadsDto> {
    const [texts, rows, people] = await Promise.all([
      knowTexts(this.query, actor, updateId),
      this.query<ThreadRow>(THREADS, ['update', updateId]),
      mentionablePeople(this.query, updateId),
    ]);
    const text = await presentText(this.query, texts);
    const data = rows
      .filter((row) => readsThread(texts.reader, row, texts.revisions))
      .map((row) => toThread(row, texts, text))
      .sort((one, other) => rank(one) - rank(other));
    const decision = decideComment(texts.facts, actor);
    return {
      data,
      total: data.length,
      open: data.filter(({ isResolved }) => !isResolved).length,
      ...(text && { text: toText(text) }),
      people,
      availableActions: await describeActions(this.dataSource, actor, [
        ['comment', decision],
        ['ask_expert', decideExperts(texts.facts, actor)],
      ]),
    };
  }

  private readonly query: Query = (sql, parameters) => this.dataSource.query(sql, parameters);
}

/** In the order of the text; then those whose words are gone, then those about all of it. */
const rank = ({ isOnWords, place }: ThreadDto): number =>
  place?.from ?? (isOnWords ? Number.MAX_SAFE_INTEGER - 1 : Number.MAX_SAFE_INTEGER);

const toText = ({
  revision,
  draftVersion,
  words,
}: ThreadText): NonNullable<ThreadsDto['text']> => ({
  ...(revision && { revisionId: revision.id, revisionNumber: revision.number }),
  ...(draftVersion !== undefined && { draftVersion }),
  words,
});

function toThread(row: ThreadRow, texts: KnownTexts, text: ThreadText | null): ThreadDto {
  const { reader, revisions } = texts;
  const place = placeOf(row, text);
  // Words of a draft that went no further are for those who write it.
  const maySeeWords = row.revisionId !== null || reader.access === 'draft' || place !== undefined;
  const revision = revisions.find(({ id }) => id === row.revisionId);
  return {
    id: row.id,
    ...(revision && { revisionNumber: revision.number }),
    audience: audienceOf(row, revisions),
    isOnWords: row.anchor !== null,
    ...(row.anchor && maySeeWords && { quote: quoteOf(row.anchor) }),
    ...(place && { place }),
    isResolved: row.resolvedAt !== null,
    ...(row.resolvedAt && { resolvedBy: row.resolvedBy!, resolvedAt: row.resolvedAt }),
    ...(row.resolvedFor && { resolvedOnBehalfOf: row.resolvedFor }),
    comments: row.comments.map(toComment),
  };
}

function placeOf({ anchor }: ThreadRow, text: ThreadText | null): PlaceDto | undefined {
  if (!anchor || !text) return undefined;
  const place = findAnchor(text.words, anchor);
  return place === 'changed' ? undefined : place;
}

const toComment = ({ by, onBehalfOf, guestName, ...comment }: CommentRow): CommentDto => ({
  ...comment,
  at: new Date(comment.at),
  ...(by && { by }),
  ...(onBehalfOf && { onBehalfOf }),
  ...(guestName && { guestName }),
});
