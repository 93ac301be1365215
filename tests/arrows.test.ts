import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import t from 'tap'

/** The rooms in the one order in which they may import: each knows only those on later lines. Those on one line do not know each other. */
const order = [
  ['main'],
  ['commands'],
  ['app'],
  ['api', 'pages', 'copy'],
  ['read', 'write'],
  ['nouns'],
  ['log'],
  ['model'],
  ['formats'],
  ['text'],
  ['access'],
  ['http', 'database'],
  ['config', 'root'],
]
/** Arrows that are still to go. */
const allowed = ['read → write']

const drivers = /^(pg|@electric-sql\/pglite|drizzle-orm\/(node-postgres|pglite)(\/.*)?)$/

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
const roomOf = (file: string) => file.split('/')[0]?.replace('.ts', '') ?? ''
const levelOf = (room: string) => order.findIndex((rooms) => rooms.includes(room))

t.test('imports', async (t) => {
  for (const file of files) {
    const text = readFileSync(join('src', file), 'utf8')
    const room = roomOf(file)
    t.not(levelOf(room), -1, `${room} has its place in the order`)
    const imports = [...text.matchAll(/\bfrom '([^']+)'|\bimport '([^']+)'|\bimport\('([^']+)'\)/g)].map(
      (match) => match.slice(1).find((name) => name !== undefined) ?? '',
    )
    for (const imported of imports) {
      if (!imported.startsWith('.')) {
        if (drivers.test(imported))
          t.match(file, /^database\/(connect|pglite-(worker|client))\.ts$/, `${file} may import ${imported}`)
        continue
      }
      const target = roomOf(relative('src', join('src', dirname(file), imported)))
      if (target === room || levelOf(target) > levelOf(room) || allowed.includes(`${room} → ${target}`)) continue
      t.fail(`${file} imports ${imported}: ${room} does not know ${target}`)
    }
    if (text.includes('process.env')) t.equal(file, 'config.ts', `only config.ts reads process.env, not ${file}`)
  }
  t.pass(`${files.length} files keep to the arrows`)
})
