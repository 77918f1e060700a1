import { sha256Hex } from '../../common/canonical-json.js';
import { auditWords, AUDIT_KINDS } from './audit-words.js';
import { verifyExport } from './verify-export.js';

const FIRST = '0'.repeat(64);

/** An exported trail of this many entries, as lines. */
function trail(length: number): string[] {
  let previousHash = FIRST;
  return Array.from({ length }, (_, index) => {
    const seq = index + 1;
    const hashed = JSON.stringify({ seq, kind: 'plan.created', previousHash });
    const hash = sha256Hex(hashed);
    previousHash = hash;
    return JSON.stringify({ seq, hash, hashed });
  });
}

async function* given(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield await Promise.resolve(line);
}
const check = (lines: readonly string[]) => verifyExport(given(lines));

describe('an exported trail', () => {
  it('is whole when every hash follows from the one before', async () => {
    const result = await check(trail(5));
    expect(result.wrong).toBeUndefined();
    expect(result.checked).toContain('5 exported entries');
    expect(result.checked).toContain('whole from the first to the last');
  });

  it('may have gaps where a filter left entries out, and says so', async () => {
    const lines = trail(6);
    const result = await check([lines[1]!, lines[2]!, lines[5]!]);
    expect(result.wrong).toBeUndefined();
    expect(result.checked).toContain('2 gaps');
  });

  it.each([
    [
      'a changed text',
      (lines: string[]) => lines.with(2, lines[2]!.replace('plan', 'plot')),
      'hash',
    ],
    ['an entry twice', (lines: string[]) => lines.toSpliced(3, 0, lines[2]!), 'out of order'],
    ['entries exchanged', (lines: string[]) => [...lines].reverse(), 'out of order'],
    ['something else', (lines: string[]) => [...lines, 'not JSON'], 'not an exported entry'],
    [
      'an entry rewritten with its hash',
      (lines: string[]) => {
        const hashed = JSON.stringify({ seq: 3, kind: 'plan.made', previousHash: FIRST });
        return lines.with(2, JSON.stringify({ seq: 3, hash: sha256Hex(hashed), hashed }));
      },
      'does not follow',
    ],
  ])('is refused with %s', async (_, tamper, words) => {
    expect((await check(tamper(trail(6)))).wrong).toContain(words);
  });
});

describe('the words of an entry', () => {
  it('are a phrase for every kind, also where an older entry lacks its data', () => {
    for (const kind of AUDIT_KINDS) {
      const words = auditWords(kind, {});
      expect(words).not.toMatch(/undefined|null|[{}]/);
      expect(words.length).toBeGreaterThan(5);
    }
  });

  it('tell what a reader wants to know of it', () => {
    expect(auditWords('round.changed', { fields: ['publicationOn', 'title'], dates: {} })).toBe(
      'changed publication on and title',
    );
    expect(auditWords('update.claimed', { from: 'someone' })).toBe('took the review over');
    expect(auditWords('a.kind_to_come', {})).toBe('a: kind to come');
  });
});
