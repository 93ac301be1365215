import { writeFileSync } from 'node:fs'
import { caseFolding } from './case-folding.ts'
import { hanVariants } from './han-variants.ts'
import { simplifiedOnly, traditionalOnly } from './one-script.ts'
import { radicalStrokes } from './radical-strokes.ts'
import { inGroups, inLines, unicodeVersion } from './unicode-files.ts'

// Writes the tables that fold and sort texts, from the files of Unicode and of OpenCC: `npm run text-tables`.

const tables = [
  {
    file: 'case-folding',
    name: 'caseFolding',
    says: 'Characters with what full case folding makes of their lower case.',
    words: caseFolding(),
  },
  {
    file: 'han-variants',
    name: 'hanVariants',
    says: 'Characters of Han that are one to a search, first the one that stands for all.',
    words: hanVariants(),
  },
  {
    file: 'radical-strokes',
    name: 'radicalStrokes',
    says: 'From each code point on, radicals and the strokes beside them, with how many characters have these.',
    words: radicalStrokes(),
  },
  {
    file: 'simplified-only',
    name: 'simplifiedOnly',
    says: 'Characters that stand in Simplified Chinese alone.',
    words: inGroups(simplifiedOnly()),
  },
  {
    file: 'traditional-only',
    name: 'traditionalOnly',
    says: 'Characters that stand in Traditional Chinese alone.',
    words: inGroups(traditionalOnly()),
  },
]

for (const { file, name, says, words } of tables) {
  const text = `// Made by \`npm run text-tables\` from Unicode ${unicodeVersion}; not to be changed by hand.

/** ${says} */
export const ${name} = \`
${inLines(words)}
\`
`
  writeFileSync(new URL(`../../src/text/tables/${file}.ts`, import.meta.url), text)
}
