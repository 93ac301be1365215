import { writeFileSync } from 'node:fs'
import { withKnownTable, wordsPage } from './known-table.ts'

// `npm run words` writes what an empty value of each filtered field means into the page that shows it.

writeFileSync(wordsPage, withKnownTable())
