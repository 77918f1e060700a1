import { figureWords } from '../../common/figures.js';
import { DELIVERY_WORDS } from '../../common/content.js';
import { documentToHtml } from '../../common/rich-text/index.js';
import {
  html,
  PUBLIC_CSS_HREF,
  trustedHtml,
  type SafeHtml,
} from '../../modules/public-site/index.js';
import type { ExpertText } from '../../modules/updates/index.js';

/** A page of its own, without the site's navigation: nothing else is reached from it. */
function page(serviceName: string, title: string, main: SafeHtml): string {
  return html`<!doctype html>
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <title>${title} – ${serviceName}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex, nofollow" />
        <meta name="referrer" content="no-referrer" />
        <link rel="stylesheet" href="${PUBLIC_CSS_HREF}" />
        <link rel="icon" href="data:," />
      </head>
      <body>
        <header class="site-header">
          <div class="width site-bar"><span class="site-name">${serviceName}</span></div>
        </header>
        <main id="main" class="width"><div class="prose">${main}</div></main>
      </body>
    </html> `.toString();
}

const textForm = (address: string, words: string): SafeHtml =>
  html`<form method="post" action="${address}/text">
    <p><button type="submit" class="button">${words}</button></p>
  </form>`;

/** What a link opens: nothing is shown or kept until the expert asks for the text. */
export const doorPage = (serviceName: string, address: string): string =>
  page(
    serviceName,
    'A text to look at',
    html`<h1>You have been asked to look at a text</h1>
      <p>
        It is not published yet. This link is yours alone: please do not pass it on. When you open
        the text, that is recorded.
      </p>
      ${textForm(address, 'Show the text')}`,
  );

/** A text without form, with its paragraphs and lines as they were written. */
const paragraphs = (text: string): SafeHtml[] =>
  text.split(/\n\s*\n/u).map((words) => html`<p class="printed">${words}</p> `);

const APPROVED =
  'This text has been approved since you were asked, so no comment is taken any more. If something is wrong, write to whoever asked you.';

/** The text of exactly one revision, with what it is about, and a box for a comment. */
export function textPage(
  serviceName: string,
  address: string,
  text: ExpertText,
  said: { text?: string; error?: string } = {},
): string {
  const { content } = text;
  const title = said.error ? `Error: ${text.title}` : text.title;
  return page(
    serviceName,
    title,
    html`${
        said.error &&
        html`<div role="alert" class="error-summary">
          <h2>Your comment was not sent</h2>
          <p><a href="#comment">${said.error}</a></p>
        </div>`
      }
      <p class="label">${text.round}. For ${text.expertName}; asked by ${text.askedBy}.</p>
      <h1>${text.title}</h1>
      <h2>What you are asked</h2>
      ${paragraphs(text.purpose)}
      <h2>The commitment</h2>
      ${paragraphs(text.commitment)}
      <h2>The text</h2>
      ${trustedHtml(documentToHtml(content.document))}
      ${content.delivery && html`<p><strong>Delivery:</strong> ${DELIVERY_WORDS[content.delivery]}</p>`}
      ${content.nextMilestone && html`<p><strong>Next milestone:</strong> ${content.nextMilestone}</p>`}
      ${content.figures?.map((figure) => html`<p><strong>Figure:</strong> ${figureWords(figure)}</p>`)}
      ${text.isApproved ? html`<p>${APPROVED}</p>` : commentForm(address, said)}`,
  );
}

const commentForm = (address: string, said: { text?: string; error?: string }): SafeHtml =>
  html`<form method="post" action="${address}/comments">
    <h2><label for="comment">Your comment</label></h2>
    <p class="label" id="hint">
      Those who write and review this text read it, under your name. It is not published, and cannot
      be changed once it is sent.
    </p>
    ${said.error && html`<p class="error" id="error">${said.error}</p>`}
    <p>
      <textarea
        id="comment"
        name="text"
        rows="8"
        maxlength="4000"
        aria-describedby="${said.error ? 'error hint' : 'hint'}"
        ${said.error && html`aria-invalid="true"`}
        required
      >
${said.text ?? ''}</textarea>
    </p>
    <p><button type="submit" class="button">Send your comment</button></p>
  </form>`;

export const thanksPage = (serviceName: string, address: string): string =>
  page(
    serviceName,
    'Thank you',
    html`<h1>Thank you</h1>
      <p>Your comment has reached those who asked you. You can close this page.</p>
      ${textForm(address, 'Show the text again')}`,
  );

/** What somebody wrote who came too late, for them to keep: nobody else has it. */
const notSent = (said: string | undefined): SafeHtml | undefined =>
  said?.trim()
    ? html`<h2><label for="said">What you wrote</label></h2>
        <p id="hint">It was not sent. Copy it before you close this page.</p>
        <p><textarea id="said" rows="8" readonly aria-describedby="hint">${said}</textarea></p>`
    : undefined;

/** The same for a link that never was, has expired or was revoked. */
export const noLinkPage = (serviceName: string, said?: string): string =>
  page(
    serviceName,
    'This link does not open anything',
    html`<h1>This link does not open anything</h1>
      <p>
        It may be incomplete, or its time may be over. Ask whoever sent it to you for a new one.
      </p>
      ${notSent(said)}`,
  );

export const approvedPage = (serviceName: string, said?: string): string =>
  page(
    serviceName,
    'The text has been approved',
    html`<h1>The text has been approved meanwhile</h1>
      <p>${APPROVED}</p>
      ${notSent(said)}`,
  );

export const tooOftenPage = (serviceName: string, said?: string): string =>
  page(
    serviceName,
    'Too many attempts',
    html`<h1>Too many attempts</h1>
      <p>Wait a quarter of an hour and try again.</p>
      ${notSent(said)}`,
  );
