import { readFileSync } from 'node:fs'
import t from 'tap'
import { makePicture } from '../scripts/draw-rooms.ts'
import { importsOf, order, readSource, resolveImport, roomOf, sourceFiles } from '../scripts/rooms.ts'
import { circlesIn, importGraph } from './support/circles.ts'

/** Arrows that are still to go. */
const allowed = ['read → write']

/** Circles of files that are still to go. */
const allowedCircles = [
  ['src/read/as-of.ts', 'src/read/list-plan.ts', 'src/read/list-query.ts', 'src/read/registry.ts'],
]

const drivers = /^(pg|@electric-sql\/pglite|drizzle-orm\/(node-postgres|pglite)(\/.*)?)$/

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
          t.match(file, /^database\/(connect|pglite-(worker|client))\.ts$/, `${file} may import ${imported}`)
        continue
      }
      const target = roomOf(resolveImport(file, imported))
      if (target === room || levelOf(target) > levelOf(room) || allowed.includes(`${room} → ${target}`)) continue
      t.fail(`${file} imports ${imported}: ${room} does not know ${target}`)
    }
    if (text.includes('process.env')) t.equal(file, 'config.ts', `only config.ts reads process.env, not ${file}`)
  }
  t.pass(`${files.length} files keep to the arrows`)
})

/** Rooms whose files still import each other in a circle. */
const circular = ['write']

t.test('no circle of files', async (t) => {
  const imports = new Map(
    files.map((file) => {
      const own = importsOf(readSource(file)).filter((imported) => imported.startsWith('.'))
      return [file, own.map((imported) => resolveImport(file, imported))]
    }),
  )
  const done = new Set<string>()
  const follow = (file: string, way: string[]): void => {
    const start = way.indexOf(file)
    if (start >= 0 && !circular.includes(roomOf(file))) t.fail([...way.slice(start), file].join(' → '))
    if (start >= 0 || done.has(file)) return
    for (const next of imports.get(file) ?? []) follow(next, [...way, file])
    done.add(file)
  }
  for (const file of files) follow(file, [])
  t.equal(done.size, files.length)
})

t.test('the picture and the lists of rooms', async (t) => {
  for (const [file, text] of await makePicture())
    t.equal(readFileSync(file, 'utf8'), text, `${file} is what \`npm run picture\` makes`)
  for (const file of ['docs/architecture.md', 'README.md'])
    for (const { name } of order.flat()) t.match(readFileSync(file, 'utf8'), `src/${name} `, `${file} lists ${name}`)
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
    const circles = circlesIn(graph).filter(
      (circle) => !allowedCircles.some((one) => circle.every((file) => one.includes(file))),
    )
    t.same(circles, [], `no files of ${folder} import each other in a circle`)
    t.ok([...graph.values()].flat().length > 5, `imports are read in ${folder}`)
  }
})
