import { readdirSync, readFileSync } from 'node:fs'
import { getTableColumns, getTableName, is } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import t from 'tap'
import * as linkTables from '../src/database/link-tables.ts'
import * as nounTables from '../src/database/noun-tables.ts'
import { nouns } from '../src/nouns/all.ts'

// The engine reaches a noun through its declaration alone. What the registry is about stands with the nouns, and the
// analyses and the blocks of pages are about particular nouns by right.

const engine =
  /^(app|config|main|root)\.ts$|^(access|commands|copy|formats|http|log|model|text|write)\/|^(api|read)\/(?!analysis\/)|^pages\/(?!(?:analysis|blocks)\/)/

const files = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name) && engine.test(name))

/** The identifiers of the tables of nouns and of their links, as files import them; that of citations belongs to all. */
const tables = Object.entries({ ...nounTables, ...linkTables }).flatMap(([identifier, value]) =>
  is(value, PgTable) && ('search' in getTableColumns(value) || 'stated' in getTableColumns(value))
    ? [{ identifier, table: getTableName(value) }]
    : [],
)

const comments = /\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm
const literals = /'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|"(?:[^"\\\n]|\\.)*"/g
const imports = /^import (?:type )?\{([^}]*)\} from/gm

const names = [...nouns.keys()].join('|')
const named = new RegExp(`^.(${names}).$|/v1/(${names})\\b|^.(${names})/`)
const asked = new RegExp(`\\b(from|join|into|update) (${tables.map(({ table }) => table).join('|')})\\b`)

/** The literals of a file that name a noun or ask its table, and the tables of nouns that it imports. */
function namesIn(file: string): string[] {
  const code = readFileSync(`src/${file}`, 'utf8').replace(comments, '')
  const imported = [...code.matchAll(imports)].flatMap(([, list = '']) => list.match(/\w+/g) ?? [])
  const found = [...code.matchAll(literals)].map(([literal]) => literal)
  return [
    ...found.filter((literal) => named.test(literal) || asked.test(literal)),
    ...tables.flatMap(({ identifier }) => (imported.includes(identifier) ? identifier : [])),
  ]
}

t.test('no file of the engine names a noun', async (t) => {
  t.ok(files.length > 150 && tables.length > 20, `${files.length} files, ${tables.length} tables`)
  for (const file of files) {
    const [name] = namesIn(file)
    if (name) t.fail(`${file} names a noun: ${name.slice(0, 60)}`)
  }
  t.ok(namesIn('read/analysis/gaps/gap-finders.ts').includes('agreementDomains'), 'an import would be seen')
  t.ok(namesIn('nouns/domains/domain-noun.ts').includes("'domains'"), 'and so would a literal')
})
