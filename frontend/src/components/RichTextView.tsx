import type {
  RichTextBlock,
  RichTextDocument,
  RichTextInline,
  RichTextMark,
} from '@common/rich-text/types.ts';
import { DELIVERY_WORDS, noChangeWords } from '@common/content.ts';
import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { evidenceNote } from '@common/evidence.ts';
import type { Content } from '../api/types.ts';
import { FiguresTable } from './FiguresTable.tsx';

/** A text of the house schema, drawn without the editor. */
export const RichTextView = ({ document }: { document: RichTextDocument }) => (
  <Box
    sx={{
      maxWidth: '70ch',
      overflowWrap: 'anywhere',
      '& p': { m: 0, mb: 1.25 },
      '& li > p': { mb: 0.5 },
      '& ul, & ol': { mt: 0, mb: 1.25, pl: 3 },
      '& > :last-child': { mb: 0 },
    }}
  >
    {document.content.map(blockNode)}
  </Box>
);

function blockNode(block: RichTextBlock, key: number): ReactNode {
  switch (block.type) {
    case 'paragraph':
      return <p key={key}>{block.content?.map(inlineNode)}</p>;
    case 'bulletList':
      return <ul key={key}>{block.content.map(itemNode)}</ul>;
    case 'orderedList':
      return (
        <ol key={key} start={block.attrs?.start}>
          {block.content.map(itemNode)}
        </ol>
      );
  }
}

const itemNode = (item: { content: RichTextBlock[] }, key: number): ReactNode => (
  <li key={key}>{item.content.map(blockNode)}</li>
);

const inlineNode = (inline: RichTextInline, key: number): ReactNode =>
  inline.type === 'hardBreak' ? (
    <br key={key} />
  ) : (
    <span key={key}>{markedText(inline.text, inline.marks ?? [])}</span>
  );

/** Words with their bold, italic and link. */
export const markedText = (text: string, marks: RichTextMark[]): ReactNode =>
  marks.reduceRight<ReactNode>((inner, mark) => {
    switch (mark.type) {
      case 'bold':
        return <strong>{inner}</strong>;
      case 'italic':
        return <em>{inner}</em>;
      case 'link':
        return (
          <a href={mark.attrs.href} target="_blank" rel="noopener noreferrer">
            {inner}
          </a>
        );
    }
  }, text);

/**
 * A whole row's content: text, delivery status, next milestone, figures, published evidence, unless that has a
 * list of its own on the page.
 */
export function ContentView(props: { content: Content; isEvidenceBeside?: boolean }) {
  const { content, isEvidenceBeside } = props;
  return (
    <>
      <RichTextView document={content.document} />
      <ContentFacts content={isEvidenceBeside ? { ...content, evidence: undefined } : content} />
    </>
  );
}

export const ContentFacts = ({ content }: { content: Content }) => (
  <Box sx={{ mt: 1.25, display: 'grid', gap: 0.5 }}>
    {content.noChange && (
      <Typography variant="body2">
        <strong>{noChangeWords(content.noChange)}</strong>
      </Typography>
    )}
    {content.delivery && (
      <Typography variant="body2">
        <strong>Delivery:</strong> {DELIVERY_WORDS[content.delivery]}
      </Typography>
    )}
    {content.nextMilestone && (
      <Typography variant="body2">
        <strong>Next milestone:</strong> {content.nextMilestone}
      </Typography>
    )}
    {content.figures && <FiguresTable figures={content.figures} />}
    {content.evidence?.map((item, index) => (
      <Typography variant="body2" key={index}>
        <strong>Published evidence:</strong> {item.title} ({evidenceNote(item)})
      </Typography>
    ))}
  </Box>
);
