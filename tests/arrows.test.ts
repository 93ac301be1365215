import { readFileSync } from 'node:fs'
import t from 'tap'
import { makePicture } from '../scripts/draw-rooms.ts'
import { importsOf, order, readSource, resolveImport, roomOf, sourceFiles } from '../scripts/rooms.ts'
import { circlesIn, importGraph } from './support/circles.ts'

const drivers = /^(pg|pg-protocol\/.*|@electric-sql\/pglite|drizzle-orm\/(node-postgres|pglite)(\/.*)?)$/

const files = sourceFiles()
const levelOf = (room: string) => order.findIndex((rooms) => rooms.some(({ name }) => name === room))

t.test('imports', async (t) => {
  for (const file of files) {
    const text = readSource(file)
    const room = roomOf(file)
    t.not(levelOf(room), -1, `${room} has its place in the order`)
    for (const imported of importsOf(text)) {
      if (!imported.startsWith('.')) {
        if (drivers.test(imported))
          t.match(
            file,
            /^database\/(connect|drizzle-over|replicas|server-(pools|checks|migrations)|watched-client|byte-columns|caught-up|grants|migrations|pglite-(worker|client))\.ts$/,
            `${file} may import ${imported}`,
          )
        continue
      }
      const target = roomOf(resolveImport(file, imported))
      if (target === room || levelOf(target) > levelOf(room)) continue
      t.fail(`${file} imports ${imported}: ${room} does not know ${target}`)
    }
    if (text.includes('process.env')) t.equal(file, 'config.ts', `only config.ts reads process.env, not ${file}`)
  }
  t.pass(`${files.length} files keep to the arrows`)
})

t.test('doors', async (t) => {
  // They ask and write through the rooms below them, which alone know the tables.
  for (const file of files.filter((name) => /^(api|pages)\//.test(name)))
    for (const imported of importsOf(readSource(file))) {
      const name = imported.startsWith('.') ? resolveImport(file, imported) : imported
      if (/^(drizzle-orm|database)(\/|$)/.test(name))
        t.match(name, /^database\/(connect|change-kinds)\.ts$/, `${file} may import ${name}`)
    }
})

t.test('the picture and the lists of rooms', async (t) => {
  for (const [file, text] of await makePicture())
    t.equal(readFileSync(file, 'utf8'), text, `${file} is what \`npm run picture\` makes`)
  for (const file of ['docs/architecture.md', 'README.md'])
    for (const { name } of order.flat()) t.match(readFileSync(file, 'utf8'), `src/${name} `, `${file} lists ${name}`)
})

t.test('comments', async (t) => {
  const inverted = /(?:\/\*\*?\s*(?:\*\s*)?|\/\/ )(?:Who|Whoever|Whom|Whatever|Whence|Else|Of|What)\b.*/g
  t.match('/**\n * Else nobody\n */', inverted)
  for (const file of files)
    t.same(readSource(file).match(inverted) ?? [], [], `comments in ${file} begin with their subject`)
})

t.test('files', async (t) => {
  t.same(
    circlesIn(
      new Map([
        ['a', ['b']],
        ['b', ['c', 'd']],
        ['c', ['a']],
        ['d', ['d']],
        ['e', ['a']],
      ]),
    ),
    [['a', 'b', 'c'], ['d']],
    'a circle is found, and what leads into it is not part of it',
  )
  for (const folder of ['src', 'tests/support', 'bench']) {
    const graph = importGraph(folder)
    t.same(circlesIn(graph), [], `no files of ${folder} import each other in a circle`)
    t.ok([...graph.values()].flat().length > 5, `imports are read in ${folder}`)
  }
})
