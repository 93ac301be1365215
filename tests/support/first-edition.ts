import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

const fixture = 'tests/fixtures/first-edition'

/** A folder with the first edition of the record, as it would be loaded. */
export function firstEdition(): string {
  const folder = mkdtempSync(join(tmpdir(), 'registry-first-edition-'))
  const records = JSON.parse(gunzipSync(readFileSync(join(fixture, 'records.json.gz'))).toString('utf8')) as object
  for (const [noun, own] of Object.entries(records)) writeFileSync(join(folder, `${noun}.json`), JSON.stringify(own))
  copyFileSync(join(fixture, 'edition.json'), join(folder, 'edition.json'))
  return folder
}
