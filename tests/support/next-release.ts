import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { node } from './program.ts'

// Releases that do not exist yet, made from the one that was built before the tests: a copy of what a release consists of,
// with some of its code changed and migrations of its own.

export interface Change {
  file: string
  from: string
  to: string
}

export interface Migration {
  name: string
  statements: string
}

/** Writes a release to a folder, and gives the words that start it. */
export function makeRelease(folder: string, changes: Change[], migrations: Migration[]): string[] {
  for (const part of ['dist', 'drizzle', 'package.json']) cpSync(part, join(folder, part), { recursive: true })
  for (const part of ['node_modules', 'assets', 'openapi', 'seeds'])
    symlinkSync(join(process.cwd(), part), join(folder, part))
  for (const { file, from, to } of changes) change(join(folder, file), from, to)
  for (const migration of migrations) addMigration(join(folder, 'drizzle'), migration)
  return [...node, '--enable-source-maps', join(folder, 'dist/main.js')]
}

function change(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8')
  if (text.split(from).length !== 2) throw new Error(`${file} does not hold ${from} once.`)
  writeFileSync(file, text.replace(from, to))
}

function addMigration(folder: string, { name, statements }: Migration): void {
  const file = join(folder, 'meta/_journal.json')
  const journal = JSON.parse(readFileSync(file, 'utf8')) as { entries: { idx: number; when: number; tag: string }[] }
  const last = journal.entries.at(-1)
  if (!last) throw new Error(`${file} names no migration.`)
  const idx = last.idx + 1
  const tag = `${String(idx).padStart(4, '0')}_${name}`
  journal.entries.push({ ...last, idx, when: last.when + 1, tag })
  writeFileSync(file, JSON.stringify(journal))
  writeFileSync(join(folder, `${tag}.sql`), statements)
}
