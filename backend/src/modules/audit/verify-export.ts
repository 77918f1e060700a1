import { sha256Hex } from '../../common/canonical-json.js';
import type { Verification } from './verify-audit.js';

interface Line {
  seq: number;
  hash: string;
  hashed: string;
}

interface Hashed {
  seq: number;
  previousHash: string;
}

/**
 * Checks an exported trail (JSON lines) by itself, without a database: every entry's hash is of its
 * text, and an entry follows from the one before it wherever both are in the file.
 */
export async function verifyExport(lines: AsyncIterable<string>): Promise<Verification> {
  let count = 0;
  let gaps = 0;
  let last: Line = { seq: 0, hash: '0'.repeat(64), hashed: '' };
  for await (const text of lines) {
    if (text.trim() === '') continue;
    const line = parse(text);
    const wrong = line ? wrongIn(line, last) : 'it is not an exported entry';
    if (!line || wrong) return { checked: '', wrong: `line ${count + 1}: ${wrong}` };
    if (line.seq !== last.seq + 1) gaps += 1;
    last = line;
    count += 1;
  }
  const chain =
    gaps === 0
      ? 'the chain is whole from the first to the last'
      : `each is as it was written; ${gaps === 1 ? 'one gap' : `${gaps} gaps`} where entries were not exported`;
  return { checked: `${count} exported entries, the last ${last.seq} (${last.hash}): ${chain}` };
}

function parse(text: string): (Line & { says: Hashed }) | null {
  try {
    const line = JSON.parse(text) as Line;
    return { ...line, says: JSON.parse(line.hashed) as Hashed };
  } catch {
    return null;
  }
}

function wrongIn(line: Line & { says: Hashed }, last: Line): string | null {
  const name = `entry ${line.seq}`;
  if (sha256Hex(line.hashed) !== line.hash) return `the hash of ${name} is not of what it says`;
  if (line.says.seq !== line.seq) return `${name} carries another number than was hashed`;
  if (line.seq <= last.seq) return `${name} is out of order, or there twice`;
  if (line.seq === last.seq + 1 && line.says.previousHash !== last.hash)
    return `${name} does not follow from the entry before it`;
  return null;
}
