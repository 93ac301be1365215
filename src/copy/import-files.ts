import type { Database } from '../database/connect.ts'
import { type Edition, noteEdition } from '../log/editions.ts'
import { readHead } from '../log/head.ts'
import type { Nouns } from '../model/noun.ts'
import { readEditionFile, readEditionRecords } from './edition-file.ts'
import { importDataset } from './import-dataset.ts'
import { readDataset } from './read-dataset.ts'
import type { ImportOptions, ImportReport } from './write-entries.ts'

/** Imports files and folders. An empty registry that is filled from the folder of an edition has that edition. */
export async function importFiles(
  db: Database,
  nouns: Nouns,
  paths: string[],
  options: ImportOptions,
): Promise<ImportReport> {
  const edition = await editionToLoad(db, nouns, paths)
  if (!edition) return importDataset(db, nouns, readDataset(nouns, paths), options)
  const note = (tx: Database, isWritten: boolean) => noteEdition(tx, edition, isWritten)
  return importDataset(db, nouns, readDataset(nouns, paths), { ...options, edition: edition.name, note })
}

/** The edition of the one folder that is read; undefined where its records are not, or no longer, those of the edition. */
async function editionToLoad(db: Database, nouns: Nouns, [folder, ...others]: string[]): Promise<Edition | undefined> {
  if (folder === undefined || others.length > 0 || (await readHead(db)).seq > 0) return undefined
  const file = await readEditionFile(folder)
  if (!file) return undefined
  const { root } = await readEditionRecords(nouns, folder)
  const { name, readUntil, changed } = file
  return root === file.root ? { name, readUntil, root, changed } : undefined
}
