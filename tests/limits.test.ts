import { readFileSync } from 'node:fs'
import t from 'tap'
import { readWithin } from '../src/database/server-pools.ts'
import { drainWithin } from '../src/http/drain.ts'
import { mostValues, mostValuesOfAll } from '../src/model/parameters.ts'
import { mostUnits } from '../src/read/cost.ts'

t.test('docs/limits.md tells the bounds that the code has', async (t) => {
  const page = readFileSync('docs/limits.md', 'utf8')
  const told = (name: string) => page.split('\n').find((line) => line.startsWith(`| ${name} `)) ?? ''
  t.match(told('values of a filter'), `${mostValues},`)
  t.match(told('values of a `.all` filter'), `| ${mostValuesOfAll} `)
  t.match(told('cost of a question'), `${mostUnits} units`)
  t.match(told('a statement of a read'), readWithin.replace('s', ' s'))
  t.match(told('the end of the service'), `${drainWithin / 1000} s for idle`)
  for (const [, file] of page.matchAll(/`((?:\w+\/)+[\w-]+\.ts)`/g))
    t.ok(readFileSync(file?.startsWith('tests') ? file : `src/${file}`, 'utf8'), `${file} stands`)
})
