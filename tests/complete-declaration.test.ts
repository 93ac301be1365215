import { spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import t from 'tap'

// The compiler itself is run, for its launcher cannot be loaded beside the loaders that tests are run with.
const { default: compilerPath } = (await import(resolve('node_modules/typescript7/lib/getExePath.js'))) as {
  default: () => string
}

// What a noun must say of itself is told by the type of a declaration, so the compiler is asked.

const options = `--ignoreConfig --noEmit --strict --skipLibCheck --module nodenext --target es2023 --allowImportingTsExtensions --types node --typeRoots`

/** The lines on which the compiler finds a fault. */
function faultyLines(text: string): Set<number> {
  const file = join(mkdtempSync(join(tmpdir(), 'registry-declaration-')), 'declared.ts')
  writeFileSync(file, text)
  const { stdout } = spawnSync(compilerPath(), [...options.split(' '), resolve('node_modules/@types'), file], {
    encoding: 'utf8',
  })
  return new Set([...stdout.matchAll(/declared\.ts\((\d+),/g)].map(([, line]) => Number(line)))
}

const head = `import type { Declaration, NounWords } from '${resolve('src/model/declaration.ts')}'
import type { Venue } from '${resolve('tests/support/venues/venue-schema.ts')}'
import { venueWords } from '${resolve('tests/support/venues/venue-words.ts')}'
declare const whole: Declaration<Venue>
declare function without<Whole, Part extends keyof Whole>(whole: Whole, part: Part): Omit<Whole, Part>
const { headings, names, values } = venueWords
`

const declared = (part: string) => `Declaration<Venue> = without(whole, '${part}')`
const required =
  `name singular names description example table columns links tree namedInSearch headings values parameters
  sorts defaultSort facets rules label texts`.split(/\s+/)

const complete = [
  'Declaration<Venue> = whole',
  'NounWords<Venue> = venueWords',
  declared('completeness'),
  declared('jsonLd'),
]
const lacking = [
  ...required.map(declared),
  "NounWords<Venue> = { names, values, headings: without(headings, 'opened') }",
  'NounWords<Venue> = { names, values, headings: { ...headings, age: headings.opened } }',
  "NounWords<Venue> = { names, headings, values: { kind: without(values.kind, 'hotel') } }",
  'NounWords<Venue> = { names, headings, values: {} }',
  "NounWords<Venue> = { names: without(names, 'plural'), headings, values }",
]

t.test('a declaration that lacks something does not compile', async (t) => {
  const lines = [...complete, ...lacking].map((line, at) => `export const declared${at}: ${line}`)
  const first = head.split('\n').length
  const faulty = faultyLines(head + lines.join('\n'))
  for (const [at, line] of [...complete, ...lacking].entries())
    t.equal(faulty.has(first + at), at >= complete.length, line)
})
