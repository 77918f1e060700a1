import type { Figure } from '../../src/common/figures.js';
import type { Delivery } from '../../src/common/content.js';
import type {
  EditionSnapshot,
  SnapshotChapter,
  SnapshotRow,
} from '../../src/common/edition-snapshot.js';
import type {
  RichTextBlock,
  RichTextDocument,
  RichTextInline,
  RichTextListItem,
  RichTextMark,
} from '../../src/common/rich-text/index.js';

/** Text that would do harm wherever it were read as code: Typst, HTML, and both at once. */
export const HOSTILE_TEXT =
  '#eval("1+1") *star* _under_ $x^2$ `tick` @ref <b>bold</b> <script>alert(1)</script> ' +
  '"double" \'single\' &amp; // slash /* comment */ \\ back [square] {curly} ~tilde #include "x" -- ---';

/** A plain document: one paragraph per argument. */
export function aDocument(...paragraphs: string[]): RichTextDocument {
  return { type: 'doc', content: paragraphs.map((words) => paragraph(text(words))) };
}

/** A document with every node and mark of the house schema. */
export function aRichDocument(): RichTextDocument {
  return {
    type: 'doc',
    content: [
      paragraph(
        text('The pilot has ended and '),
        text('all thirty boroughs', { type: 'bold' }),
        text(' took part; see '),
        text('the interim findings', {
          type: 'link',
          attrs: { href: 'https://example.org/findings?part=1&page=2' },
        }),
        text(' for '),
        text('early', { type: 'italic' }),
        text(' results.'),
        { type: 'hardBreak' },
        text('A second line follows.'),
      ),
      {
        type: 'bulletList',
        content: [
          item(paragraph(text('Support overall: 91%'))),
          item(paragraph(text('Support by ethnicity:')), {
            type: 'bulletList',
            content: [item(paragraph(text('Black 87%'))), item(paragraph(text('Mixed 89%')))],
          }),
        ],
      },
      {
        type: 'orderedList',
        attrs: { start: 3 },
        content: [
          item(paragraph(text('Third step: consult'))),
          item(paragraph(text('Fourth step: publish'))),
        ],
      },
    ],
  };
}

const text = (words: string, ...marks: RichTextMark[]): RichTextInline => ({
  type: 'text',
  text: words,
  ...(marks.length > 0 && { marks }),
});

const paragraph = (...content: RichTextInline[]): RichTextBlock => ({ type: 'paragraph', content });

const item = (...content: RichTextBlock[]): RichTextListItem => ({ type: 'listItem', content });

/** One row, with an update in progress unless told otherwise. */
export function aRow(overrides: Partial<SnapshotRow> = {}): SnapshotRow {
  const position = overrides.position ?? 1;
  return {
    updateId: `upd-${String(position).padStart(3, '0')}`,
    position,
    title: 'Review of handcuffing',
    wording:
      'The service will review how and when officers use handcuffs, and publish what it finds.',
    commitments: [
      { id: `com-${String(position).padStart(3, '0')}`, title: 'Review of handcuffing' },
    ],
    leadOrganisation: 'Metropolitan Police Service',
    content: {
      hash: 'c'.repeat(64),
      document: aDocument('Each recommendation of the review is now in force.'),
      delivery: 'in_progress',
      nextMilestone: 'Change to the computer system, winter 2022',
    },
    ...overrides,
  };
}

/** A share with its basis, which a later value corrects. */
export const aFigure = (overrides: Partial<Figure> = {}): Figure => ({
  measure: 'Complaints upheld',
  period: { start: '2022-01-01', end: '2022-03-31' },
  value: '12',
  unit: '%',
  numerator: '24',
  denominator: '200',
  source: 'Complaints database',
  change: { kind: 'correction', was: '14% (28 of 200)', reason: 'A team was counted twice' },
  ...overrides,
});

/** A row that has no update this time. */
export function anOmittedRow(overrides: Partial<SnapshotRow> = {}): SnapshotRow {
  const row = aRow({
    title: 'Recruitment law',
    wording: 'The Mayor will ask for a change.',
    ...overrides,
  });
  delete row.content;
  return {
    ...row,
    omission: overrides.omission ?? {
      reason: 'The responsible body did not answer in time.',
      lastReported: { title: 'Quarterly update 2021/22 Q3', slug: '2021-22-q3' },
    },
  };
}

/** A small signed edition with one chapter, a shared reference, and a row without one. */
export function aSnapshot(overrides: Partial<EditionSnapshot> = {}): EditionSnapshot {
  return {
    schema: 'quarterdeck/edition/1',
    slug: '2021-22-q4',
    version: 1,
    title: 'Quarterly update 2021/22 Q4',
    plan: { id: 'plan-1', title: 'Action plan for transparency and trust' },
    publisher: 'Office for Policing and Crime',
    period: { label: '2021/22 Q4 (January to March 2022)', start: '2022-01-01', end: '2022-03-31' },
    asAt: '2022-03-31',
    publishedOn: '2022-06-10',
    introduction: aDocument('This edition says what was done from January to March 2022.'),
    signature: {
      manifestHash: 'a'.repeat(64),
      signedBy: 'Deputy Mayor (signatory)',
      signedAt: '2022-06-09',
    },
    isHistoric: false,
    chapters: [
      {
        title: 'Better use of police powers',
        groups: [
          {
            reference: '1.1',
            rows: [
              aRow({ position: 1 }),
              aRow({
                position: 2,
                title: 'Road stops',
                content: { hash: 'd'.repeat(64), document: aRichDocument(), delivery: 'complete' },
              }),
            ],
          },
          { rows: [anOmittedRow({ position: 3 })] },
        ],
      },
    ],
    ...overrides,
  };
}

const CHAPTERS = [
  'Powers and how they are used',
  'Schools, victims and communities',
  'Workforce and training',
  'Scrutiny and complaints',
  'Governance and next steps',
];

const DELIVERY_CYCLE: Delivery[] = [
  'in_progress',
  'complete',
  'in_progress',
  'complete_and_ongoing',
  'not_started',
  'paused',
  'in_progress',
  'reversed',
  'closed_not_delivered',
  'superseded',
  'not_stated',
];

const TITLES = [
  'Pilot on the ethnicity of drivers who are stopped',
  'Review of handcuffing',
  'Research into cannabis enforcement and violence',
  'Safer Schools Officers',
  'Youth Voice survey of children and young people',
  'Community engagement handbook',
  'Body Worn Video reviewed by community monitoring groups',
  'Custody records of children',
  'How to complain, and whether complaints are dealt with fairly',
  'Review of the Gangs Matrix',
];

const SENTENCES = [
  'Fieldwork began in January 2022 and is on course.',
  'The report, which was expected by May, will now appear by summer 2022.',
  'Two of the four recommendations are in force; the others wait for a change to the computer system.',
  'The Board discussed a draft on 6 April 2022 and asked for figures by borough.',
  'In the quarter to March, 54% of those asked would know how to complain, one point fewer than before.',
  'Training reached 33,567 officers, 129 short of the target for the year.',
  'Young people who took part said that the sessions were useful, and asked for more of them after school.',
];

/** An edition of the size of a real one: rows spread over chapters and shared references. */
export function aLongSnapshot(rowCount = 60): EditionSnapshot {
  const perChapter = Math.ceil(rowCount / CHAPTERS.length);
  const chapters = CHAPTERS.map((title, chapter): SnapshotChapter => {
    const first = chapter * perChapter + 1;
    const count = Math.max(0, Math.min(perChapter, rowCount - first + 1));
    const rows = Array.from({ length: count }, (_, index) => aLongRow(first + index));
    return { title, groups: groupUnevenly(rows, chapter) };
  });
  return aSnapshot({
    introduction: aDocument(
      'This edition reports on every commitment of the plan for January to March 2022. ' +
        'It appears after the pre-election period and so tells of events up to June.',
      'Figures are dated where they are given. A commitment without news says so, and why.',
    ),
    acronyms: [
      { short: 'MOPAC', expansion: 'Mayor’s Office for Policing And Crime' },
      { short: 'MPS', expansion: 'Metropolitan Police Service' },
    ],
    chapters: chapters.filter((chapter) => chapter.groups.length > 0),
  });
}

function aLongRow(position: number): SnapshotRow {
  const title = `${TITLES[position % TITLES.length]!} (${position})`;
  const wording = `The commitment numbered ${position} in this sample: the service will look again at how it works, with the people it affects, and say in public what will change and by when.`;
  if (position % 13 === 5) return anOmittedRow({ position, title, wording });
  const sentences = Array.from(
    { length: 2 + (position % 4) },
    (_, index) => SENTENCES[(position * 3 + index) % SENTENCES.length]!,
  );
  return aRow({
    position,
    title,
    wording,
    leadOrganisation: position % 3 === 0 ? 'Metropolitan Police Service' : 'MOPAC',
    content: {
      hash: 'e'.repeat(64),
      document:
        position % 7 === 3
          ? aRichDocument()
          : aDocument(sentences.slice(0, 2).join(' '), ...sentences.slice(2)),
      delivery: DELIVERY_CYCLE[position % DELIVERY_CYCLE.length]!,
      ...(position % 5 === 0 && { figures: [aFigure({ value: `${position}` })] }),
      ...(position % 2 === 0 && { nextMilestone: 'Final recommendations, November 2022' }),
    },
  });
}

/** Groups of one, two and three rows; the last chapter has no references, as in the real plan. */
function groupUnevenly(rows: SnapshotRow[], chapter: number): SnapshotChapter['groups'] {
  if (chapter === CHAPTERS.length - 1) return rows.map((row) => ({ rows: [row] }));
  const groups: SnapshotChapter['groups'] = [];
  for (let at = 0; at < rows.length;) {
    const size = 1 + (groups.length % 3);
    groups.push({
      reference: `${chapter + 1}.${groups.length + 1}`,
      rows: rows.slice(at, at + size),
    });
    at += size;
  }
  return groups;
}

/** A stakeholder summary: a theme that opens without a heading, and a heading with two parts. */
export function aSummarySnapshot(): EditionSnapshot {
  const part = (
    position: number,
    title: string,
    words: string,
    isUntitled: boolean,
  ): SnapshotRow => ({
    ...{ updateId: `upd-${position}`, position, title, wording: '', commitments: [] },
    ...(isUntitled && { isUntitled: true as const }),
    content: { hash: 'c'.repeat(64), document: aDocument(words) },
  });
  return aSnapshot({
    isHistoric: true,
    isSummary: true,
    signature: undefined,
    chapters: [
      {
        title: 'Better encounters',
        groups: [
          { rows: [part(1, 'Better encounters', 'Why it matters.', true)] },
          {
            rows: [
              part(2, 'Handcuffing', 'Training began.', false),
              part(3, 'Handcuffing', 'And the data follows.', true),
            ],
          },
        ],
      },
      {
        title: 'A closing theme',
        groups: [{ rows: [part(4, 'A closing theme', 'It ends.', true)] }],
      },
    ],
  });
}
