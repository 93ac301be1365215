import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { nouns } from '../../src/nouns/all.ts'
import { seededApp } from '../support/app.ts'
import { makeFolder } from '../support/postgres-node.ts'
import { asInCsv } from '../support/sheets.ts'
import { rowsOfCsv } from '../support/strict-csv.ts'

const program = '/usr/bin/soffice'
const skip = existsSync(program) ? false : 'LibreOffice is not installed'

/** A comma between cells, quotes around texts with marks, UTF-8, from the first line on, cells as they are shown. */
const asCsv = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false'

t.test('LibreOffice shows the cells of a spreadsheet that the table has', { skip }, async (t) => {
  const { app } = await seededApp(t)
  const folder = makeFolder(t)
  const names = [...nouns.keys()]
  for (const name of names) {
    const { rawPayload } = await app.inject(`/v1/${name}?format=xlsx&lang=zh-Hant`)
    writeFileSync(join(folder, `${name}.xlsx`), rawPayload)
  }
  const own = `-env:UserInstallation=${pathToFileURL(join(folder, 'profile'))}`
  const files = names.map((name) => join(folder, `${name}.xlsx`))
  execFileSync(program, [own, '--headless', '--convert-to', asCsv, '--outdir', folder, ...files], { stdio: 'ignore' })
  for (const name of names) {
    const shown = rowsOfCsv(readFileSync(join(folder, `${name}.csv`)), '\n').map((row) => row.map(asInCsv))
    const table = rowsOfCsv((await app.inject(`/v1/${name}?format=csv&lang=zh-Hant`)).rawPayload)
    t.ok(table.length > 1, `${name} has ${table.length} lines`)
    t.same(shown, table, name)
  }
})
