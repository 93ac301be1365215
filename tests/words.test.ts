import { readFileSync } from 'node:fs'
import t from 'tap'
import { withKnownTable, wordsPage } from '../scripts/known-table.ts'

t.test('the table of empty values', async (t) => {
  // The columns of the page are set in line.
  const unaligned = (text: string) => text.replaceAll(/ +\|/g, ' |').replaceAll(/-{3,}/g, '---')
  const page = unaligned(readFileSync(wordsPage, 'utf8'))
  t.equal(page, unaligned(withKnownTable()), 'is what `npm run words` makes of the declarations')
  t.match(page, '| agreements | `domains` | `domain` | not known |')
  t.match(page, '| agreements | `mechanism` | `mechanism` | none, or never empty |')
  t.match(page, '| agreements | `places` | `place` | known in part |')
})
