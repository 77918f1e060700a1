import { dateInWords } from '../../../common/dates.js';
import { html } from './html.js';
import { prosePage, type SiteSettings } from './layout.js';
import { PAGES } from './links.js';

const STANDARD = 'Web Content Accessibility Guidelines (WCAG) version 2.2 at level AA';

/** How far the publisher finds that it complies: the regulations ask every statement for one of these. */
const STATUS: Record<NonNullable<SiteSettings['statementStatus']>, string> = {
  fully: `This website complies fully with the ${STANDARD}.`,
  partially: `This website complies partially with the ${STANDARD}, because of the limits below.`,
  not: `This website does not comply with the ${STANDARD}, because of the limits below.`,
};

/** The accessibility statement. It claims only what the system's own tests show. */
export function accessibilityPage(site: SiteSettings): string {
  const { statementPreparedOn: preparedOn, statementReviewedOn: reviewedOn } = site;
  const status = site.statementStatus && STATUS[site.statementStatus];
  return prosePage({
    site,
    title: 'Accessibility statement',
    description: `How accessible the pages and documents of ${site.serviceName} are`,
    current: 'accessibility',
    heading: 'Accessibility statement',
    body: html`<p class="lede">
        Everyone should be able to read what ${site.publisher} publishes here.
      </p>
      <h2>What you can do</h2>
      <ul>
        <li>read and use every page with a keyboard or a screen reader</li>
        <li>zoom to 400%, or read on a narrow phone, without scrolling sideways</li>
        <li>read every page without JavaScript</li>
        <li>use the light or dark colours that your device asks for</li>
        <li>print any page</li>
      </ul>
      <h2>How far this goes</h2>
      <p>${status ?? `The pages are built to meet the ${STANDARD}.`}</p>
      <p>
        PDF documents are tagged and made to the PDF/UA-1 standard, and say the same as the page
        beside them.
      </p>
      <p>
        Each version of this service is checked by automated tools. Those find only part of what can
        be wrong, so please tell us about anything that is.
      </p>
      <h2>Known limits</h2>
      <p>
        Texts are set in PDF documents with a font for Latin, Greek and Cyrillic scripts. A
        character of another script appears there by its code; the page shows it as it is. Tables in
        PDF documents name the heads of their columns, but not of their rows: the first cell of a
        row is a heading, to which bookmarks lead. Documents and sites that a text links to may not
        be accessible.
      </p>
      <h2>Tell us about a problem</h2>
      <p>
        If you cannot read something, or need it in another form (large print, Easy Read, British
        Sign Language, audio), <a href="${PAGES.contact}">contact us</a>. Say which page it is and
        what you need.
      </p>
      <h2>If you are not content with the answer</h2>
      <p>
        The Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and
        Mobile Applications) (No. 2) Accessibility Regulations 2018. If you are not happy with how
        we respond, contact the
        <a href="https://www.equalityadvisoryservice.com/">Equality Advisory and Support Service</a
        >.
      </p>
      ${
        preparedOn
          ? html`<p class="label">
              This statement was prepared on
              ${dateInWords(preparedOn)}${
                reviewedOn && html` and last reviewed on ${dateInWords(reviewedOn)}`
              }.
            </p>`
          : html`<p class="label">The date of this statement has not been set.</p>`
      }`,
  });
}
