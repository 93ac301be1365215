import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { readWithin } from '../src/database/server-pools.ts'
import { drainWithin } from '../src/http/drain.ts'

const page = readFileSync('docs/limits.md', 'utf8')
const rows = page.split('\n')
const told = (name: string) => rows.find((line) => line.startsWith(`| ${name} `)) ?? ''

/** Bounds that no client meets: of texts that the service itself makes, of its pages, and of commands. */
const inner = /^src\/(?:pages|copy|text\/(?!query)|read\/search)/

/** The constants that bound something, by their names. */
function* bounds(): Generator<{ file: string; name: string; value: number }> {
  for (const file of readdirSync('src', { recursive: true, encoding: 'utf8' }).map((path) => join('src', path))) {
    if (!/\.tsx?$/.test(file) || inner.test(file)) continue
    const constants = /^(?:export )?const ((?:most|longest|deepest|telling)[A-Za-z]*) = ([\d_* ]+)$/gm
    for (const [, name = '', product = ''] of readFileSync(file, 'utf8').matchAll(constants)) {
      const factors = product.split('*').map((factor) => Number(factor.replaceAll('_', '')))
      yield { file: file.slice('src/'.length), name, value: factors.reduce((one, other) => one * other) }
    }
  }
}

const grouped = (value: number) => String(value).replace(/\B(?=(?:\d{3})+$)/g, ' ')
const spellings = (value: number) => [
  grouped(value),
  `${value / 1000} s`,
  `${value / 1024} KiB`,
  ...['MB', 'MiB', 'Mi characters'].map((unit) => `${value / 1024 ** 2} ${unit}`),
]

t.test('docs/limits.md tells every bound that the code has', async (t) => {
  let count = 0
  for (const { file, name, value } of bounds()) {
    const row = rows.find((line) => line.includes(`\`${file}\`, \`${name}\``)) ?? ''
    t.ok(
      spellings(value).some((spelling) => row.includes(`| ${spelling}`)),
      `${name} of ${file}: ${value}`,
    )
    count += 1
  }
  t.ok(count > 40)
  t.match(told('a statement of a read'), readWithin.replace('s', ' s'))
  t.match(told('the end of the service'), `${drainWithin / 1000} s for idle`)
})

t.test('docs/limits.md tells every setting', async (t) => {
  for (const [, name] of readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=/gm)) t.match(page, `\`${name}\``)
})

t.test('docs/limits.md names files and constants that there are', async (t) => {
  for (const [, file, name] of page.matchAll(/`((?:\w+\/)+[\w-]+\.ts)`, `(\w+)`/g))
    t.match(readFileSync(`src/${file}`, 'utf8'), `const ${name} = `, `${name} of ${file}`)
  for (const [, file] of page.matchAll(/`((?:\w+\/)+[\w-]+\.ts)`/g))
    t.ok(readFileSync(file?.startsWith('tests') ? file : `src/${file}`, 'utf8'), `${file} stands`)
})
