import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

export interface Room {
  /** The folder under `src/`, or the file without its ending. */
  name: string
  does: string
}

/** The rooms in the one order in which they may import: each knows only those on later lines. Rooms on one line do not know each other. */
export const order: Room[][] = [
  [{ name: 'main', does: 'the command table' }],
  [{ name: 'commands', does: 'one file for each command' }],
  [{ name: 'app', does: 'the whole service on one page' }],
  [
    { name: 'api', does: 'routes for programs' },
    { name: 'pages', does: 'the same for people' },
    { name: 'copy', does: 'data sets in and out, mirror' },
  ],
  [{ name: 'answers', does: 'what was read at a position: sent, and kept' }],
  [
    { name: 'read', does: 'a question, its schema and its rows; changes nothing' },
    { name: 'write', does: 'the one path by which records change' },
  ],
  [{ name: 'nouns', does: 'one declaration for each kind of record' }],
  [{ name: 'log', does: 'all versions, in the order of commits' }],
  [{ name: 'model', does: 'what a noun, a field and a parameter are' }],
  [{ name: 'formats', does: 'rows in, bytes out' }],
  [{ name: 'text', does: 'Chinese and English words for search' }],
  [{ name: 'access', does: 'the keys of writers' }],
  [
    { name: 'http', does: 'the server, caching, limits; knows no noun' },
    { name: 'database', does: 'connection and tables' },
  ],
  [{ name: 'problems', does: 'what is refused, and in which words' }],
  [
    { name: 'memory', does: 'what is remembered, by three keepers' },
    { name: 'json', does: 'what stands within a value or its schema' },
  ],
  [
    { name: 'language', does: 'texts in the three languages' },
    { name: 'config', does: 'the environment, read once' },
    { name: 'root', does: 'where the project lies, and its files as threads' },
    { name: 'slices', does: 'long work, with others answered in between' },
  ],
]

export function roomOf(file: string): string {
  return file.split('/')[0]?.replace('.ts', '') ?? ''
}

/** The imports of a TypeScript file as they are written there, types included. */
export function importsOf(text: string): string[] {
  const matches = text.matchAll(/\bfrom '([^']+)'|\bimport '([^']+)'|\bimport\('([^']+)'\)/g)
  return [...matches].map((match) => match.slice(1).find((name) => name !== undefined) ?? '')
}

/** The file in `src/` that an import names. */
export function resolveImport(file: string, imported: string): string {
  return relative('src', join('src', dirname(file), imported))
}

export function sourceFiles(): string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))
}

export function readSource(file: string): string {
  return readFileSync(join('src', file), 'utf8')
}
