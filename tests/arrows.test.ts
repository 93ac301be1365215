import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import t from 'tap'

// main → commands → app → features → nouns → registry → database, with http beside. The engine reads and keeps history, so
// registry, history, search, formats and keys know each other; none of them knows a particular noun.

const engine = ['registry', 'counts', 'history', 'search', 'formats', 'keys']
/** What each room may import from, beside itself. */
const arrows: Record<string, string[]> = {
  http: ['config'],
  config: [],
  root: [],
  database: ['root'],
  registry: [...engine, 'database', 'http'],
  counts: [...engine, 'database', 'http'],
  history: [...engine, 'database', 'http'],
  search: [...engine, 'database', 'http'],
  formats: [...engine, 'database', 'http', 'contract'],
  keys: [...engine, 'database', 'http'],
  writes: [...engine, 'database', 'http'],
  nouns: ['registry', 'database', 'http'],
  analysis: [...engine, 'nouns', 'database', 'http'],
  front: [...engine, 'database', 'http'],
  dataset: [...engine, 'database', 'http'],
  contract: ['nouns', 'root', 'http'],
}
const drivers = /^(pg|@electric-sql\/pglite|drizzle-orm\/(node-postgres|pglite)(\/.*)?)$/

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))

t.test('imports', async (t) => {
  for (const file of files) {
    const text = readFileSync(join('src', file), 'utf8')
    const room = file.split('/')[0]?.replace('.ts', '') ?? ''
    const imports = [...text.matchAll(/^(?:import|export) .*? from '([^']+)'|^} from '([^']+)'/gm)].map(
      ([, one, other]) => one ?? other ?? '',
    )
    for (const imported of imports) {
      if (!imported.startsWith('.')) {
        if (drivers.test(imported))
          t.match(file, /^database\/(connect|pglite-(worker|client))\.ts$/, `${file} may import ${imported}`)
        continue
      }
      const target =
        relative('src', join('src', dirname(file), imported))
          .split('/')[0]
          ?.replace('.ts', '') ?? ''
      if (target !== room && arrows[room] && !arrows[room].includes(target))
        t.fail(`${file} imports ${imported}: ${room} does not know ${target}`)
    }
    if (text.includes('process.env')) t.equal(file, 'config.ts', `only config.ts reads process.env, not ${file}`)
  }
  t.pass(`${files.length} files keep to the arrows`)
})
