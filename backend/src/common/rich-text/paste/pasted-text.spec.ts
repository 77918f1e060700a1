import { bullets, doc, numbered, paragraph } from '../../../../test/builders/rich-text.js';
import { normaliseDocument } from '../normalise.js';
import { documentFromPlainText } from './pasted-text.js';

describe('pasted text without any format', () => {
  it.each([
    ['one\r\ntwo\n\n\nthree', doc('one', 'two', 'three')],
    ['Done:\n•\tpanels\n•\tforums\nNext', doc('Done:', bullets('panels', 'forums'), 'Next')],
    ['•\touter\no\tinner\n•\tagain', doc(bullets([paragraph('outer'), bullets('inner')], 'again'))],
    ['1.\tfirst\n2.\tsecond', doc(numbered(1, 'first', 'second'))],
    ['3. third\n4. fourth', doc(numbered(3, 'third', 'fourth'))],
    ['1. one\na) part\n2. two', doc(numbered(1, [paragraph('one'), numbered(1, 'part')], 'two'))],
    ['- one\n- two', doc(bullets('one', 'two'))],
    ['- a dash begins one sentence', doc('- a dash begins one sentence')],
    ['2022. A year is no list.\nNor this.', doc('2022. A year is no list.', 'Nor this.')],
    ['a co\u0002operative\vof \u202eforces\u202c\uffff', doc('a cooperative of forces')],
    ['-5 degrees\n*starred*', doc('-5 degrees', '*starred*')],
    ['', doc(paragraph())],
  ])('reads %j', (text, expected) => {
    expect(documentFromPlainText(text)).toEqual(normaliseDocument(expected));
  });
});
