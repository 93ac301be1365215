import fc, { type Arbitrary } from 'fast-check'

// Scripts, signs beyond the first plane, joiners, marks with a meaning elsewhere, and what begins a formula.
const pieces = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('金融', '合作', '備忘錄', '沪港', '裏', '臺', '𠮷', '⻓', 'é', 'ß', 'İ', 'ﬁ'),
  },
  { weight: 4, arbitrary: fc.constantFrom('Hong Kong', 'finance', 'Memorandum', '2024', 'a', 'NULL', 'true', '0') },
  { weight: 2, arbitrary: fc.constantFrom('👩‍👩‍👧', '️', 'e\u0301', '\u{1F1ED}\u{1F1F0}', '\u200D', 'नमस्ते', 'عربي') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ' ',
      '  ',
      '\n',
      '\t',
      '"',
      "'",
      '\\',
      '\\u0000',
      '<em>',
      '&amp;',
      '</script>',
      '%',
      '_',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('=1+1', '@', '-', '{', '}', '$1', '$(x)', ';--', ',', '、', '《', '》', '__proto__'),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
)

const refused = /(?![\n\t])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}|[\u202a-\u202e\u2066-\u2069]/u
const prints = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]/u

/** Texts that the registry keeps as they are. */
export const textOf = (longest: number): Arbitrary<string> =>
  fc
    .oneof(
      { weight: 9, arbitrary: fc.array(pieces, { minLength: 1, maxLength: 8 }).map((parts) => parts.join('')) },
      // As long as may be.
      { weight: 1, arbitrary: fc.constantFrom('文', 'a', '𠮷').map((each) => each.repeat(longest / each.length)) },
    )
    .map((text) =>
      text
        .slice(0, longest)
        .replace(/[\ud800-\udbff]$/, '')
        .trim(),
    )
    .filter((text) => prints.test(text) && !refused.test(text))

/** Texts that the registry refuses wherever they stand. */
export const refusedText: Arbitrary<string> = fc
  .constantFrom(
    '\u0000',
    '\u001b[0m',
    '\ud800',
    '\udfff',
    '\ufffe',
    '\u{1fffe}',
    '\ufdd0',
    '\u202e',
    '\u2066',
    '\u0085',
  )
  .chain((sign) => fc.constantFrom(`a${sign}b`, `${sign}金融`, `金融${sign}b`))

/** Texts without anything to see. */
export const blankText: Arbitrary<string> = fc.constantFrom(
  '',
  ' ',
  '\n\t',
  '\u3000',
  '\u200b',
  '\ufeff',
  '\u2800',
  '\u00ad',
)
