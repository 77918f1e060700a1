import { escapeHtml as escape } from '../../common/rich-text/index.js';
import type { MessageBody, MessageLine } from './compose-message.js';

/** Where the links of a message lead, and what stands above it. */
export interface MessageFrame {
  /** Without a slash at its end. */
  publicUrl: string;
  service: string;
}

/** A message as plain text. Pure. */
export function messageText(body: MessageBody, { publicUrl, service }: MessageFrame): string {
  const lines = body.groups.flatMap(({ heading, request, lines: members }) => [
    ...[heading.toUpperCase(), ''],
    ...(request ? [quoted(request.words), ''] : []),
    ...members.flatMap((line) => [
      `* ${line.title}`,
      ...saidOf(line).map((words) => `  ${words}`),
      ...line.notes.map(({ by, words }) => indented(`${by}: ${words}`)),
      `  ${publicUrl}${line.path}`,
      '',
    ]),
  ]);
  return [
    ...[body.opening, '', ...lines, body.closing, ''],
    `${service}: ${publicUrl}/app`,
    `Choose how you get messages: ${publicUrl}/app/account`,
    '',
  ].join('\n');
}

/** What is asked, when, of which plan and round, and for whom. */
const saidOf = ({ ask, when, place, forName }: MessageLine): string[] => [
  `${ask}${when ? ` (${when})` : ''}`,
  ...(place ? [place] : []),
  ...(forName ? [`For ${forName}, whom you cover`] : []),
];

const quoted = (words: string): string =>
  words
    .split('\n')
    .map((line) => `> ${line}`)
    .join('\n');

const indented = (words: string): string => quoted(words).replace(/^/gm, '  ');

/**
 * A message as HTML: headings and lists that a screen reader can walk, no pictures, nothing that
 * tells of being read. Pure.
 */
export function messageHtml(
  body: MessageBody,
  subject: string,
  { publicUrl, service }: MessageFrame,
): string {
  const groups = body.groups.map(
    ({ heading, request, lines }) =>
      `<h2 style="font-size:18px;margin:24px 0 8px">${escape(heading)}</h2>\n${request ? `${quote(request.words)}\n` : ''}<ul style="margin:0;padding-left:20px">\n${lines.map((line) => item(line, publicUrl)).join('\n')}\n</ul>`,
  );
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escape(subject)}</title>
</head>
<body style="font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;overflow-wrap:anywhere;max-width:640px;margin:0 auto;padding:16px">
<h1 style="font-size:20px;margin:0 0 16px">${escape(subject)}</h1>
${paragraphs(body.opening)}
${groups.join('\n')}
${paragraphs(body.closing)}
<p><a href="${escape(`${publicUrl}/app`)}">${escape(service)}</a></p>
<p><a href="${escape(`${publicUrl}/app/account`)}">Choose how you get messages</a></p>
</body>
</html>
`;
}

function item(line: MessageLine, publicUrl: string): string {
  const said = saidOf(line).map((words) => `<br>${escape(words)}`);
  const notes = line.notes.map(({ by, words }) => quote(`${by}: ${words}`));
  return `<li style="margin:0 0 12px"><a href="${escape(`${publicUrl}${line.path}`)}">${escape(line.title)}</a>${said.join('')}${notes.join('')}</li>`;
}

const quote = (words: string): string =>
  `<blockquote style="margin:8px 0;padding-left:12px;border-left:3px solid #767676">${escape(words).replaceAll('\n', '<br>')}</blockquote>`;

const paragraphs = (words: string): string =>
  words
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${escape(part).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
