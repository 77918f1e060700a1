import { fileOf, linkBetween, linksOf, siteLink, withLinks } from './static-links.js';

const SITE = 'https://updates.example.org';

describe('where a page of the site lies in a folder', () => {
  it.each([
    ['/', true, 'index.html'],
    ['/editions', true, 'editions/index.html'],
    ['/editions/2021-22-q4/v1', true, 'editions/2021-22-q4/v1/index.html'],
    ['/editions/2021-22-q4.pdf', false, 'editions/2021-22-q4.pdf'],
    [
      '/editions/q4/evidence/ab/an%20%C3%A9t%C3%A9.pdf',
      false,
      'editions/q4/evidence/ab/an été.pdf',
    ],
  ])('%s', (path, isPage, file) => {
    expect(fileOf(path, isPage)).toBe(file);
  });

  it.each(['/editions/%2e%2e/secret', '/a%2Fb', '/a/%00'])('is never outside of it: %s', (path) => {
    expect(() => fileOf(path, false)).toThrow('no place in a folder');
  });

  it.each([
    ['index.html', 'editions/index.html', 'editions/index.html'],
    ['editions/q4/v1/index.html', 'editions/q4.pdf', '../../q4.pdf'],
    ['commitments/a/index.html', 'editions/q4/index.html', '../../editions/q4/index.html'],
    ['a/index.html', 'a/an été.pdf', 'an%20%C3%A9t%C3%A9.pdf'],
  ])('is linked from %s to %s', (from, to, link) => {
    expect(linkBetween(from, to)).toBe(link);
  });
});

describe('a link', () => {
  it.each([
    ['/editions/q4#ref-1', { path: '/editions/q4', fragment: '#ref-1', isAsked: false }],
    [`${SITE}/editions`, { path: '/editions', fragment: '', isAsked: false }],
    [SITE, { path: '/', fragment: '', isAsked: false }],
    ['/assets/public.css?v=0af3', { path: '/assets/public.css', fragment: '', isAsked: false }],
    ['/editions/q4?chapter=One', { path: '/editions/q4', fragment: '', isAsked: true }],
  ])('%s is of the site', (href, link) => {
    expect(siteLink(href, SITE)).toEqual(link);
  });

  it.each([
    '#main',
    'mailto:a@example.org',
    'https://example.org/',
    '//evil.example',
    `${SITE}.evil`,
  ])('%s leads elsewhere', (href) => {
    expect(siteLink(href, SITE)).toBe(null);
  });

  it('is changed in the page, and where it leads nowhere its words stay', () => {
    const page =
      '<link rel="stylesheet" href="/a.css" /><p><a class="b" href="/gone?x=1&amp;y=2">Two <b>words</b></a> ' +
      '<a\n href="/there">There</a> &lt;a href=&quot;/there&quot;&gt; <a href="https://example.org">Out</a></p>';
    expect(linksOf(page)).toEqual(['/a.css', '/gone?x=1&y=2', '/there', 'https://example.org']);
    const change = (href: string) =>
      href.startsWith('/gone') ? null : href.startsWith('/') ? `..${href}` : undefined;
    expect(withLinks(page, change)).toBe(
      '<link rel="stylesheet" href="../a.css" /><p>Two <b>words</b> ' +
        '<a\n href="../there">There</a> &lt;a href=&quot;/there&quot;&gt; <a href="https://example.org">Out</a></p>',
    );
  });
});
