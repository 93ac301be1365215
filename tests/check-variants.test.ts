import t from 'tap'
import { check } from '../src/commands/check.ts'
import { readConfig } from '../src/config.ts'
import { nouns } from '../src/nouns/all.ts'
import { inFolder } from './support/editions.ts'
import { around, faults } from './support/faulty-records.ts'
import { type Example, ground } from './support/records.ts'
import { sound } from './support/sound-records.ts'

// More faults of each kind, and what is none. tests/checks.test.ts has one of each.

t.test('check', async (t) => {
  const all = [...ground, ...around, ...faults.flatMap(([, records]) => records), ...sound]
  const lines: string[] = []
  const say = (line: string) => void lines.push(line)
  await t.rejects(check({ words: [inFolder(all)], config: readConfig({}), nouns, say }))
  const linesOf = ({ noun, record }: Example) => lines.filter((line) => line.includes(` ${noun}/${record.id} `))
  for (const [rule, records] of faults) {
    const found = records.some((one) => linesOf(one).some((line) => line.includes(` ${rule}: `)))
    t.ok(found, `${rule} is found in ${JSON.stringify(records.map(({ record }) => record))}`)
  }
  for (const one of sound) t.same(linesOf(one), [], `nothing is found in ${JSON.stringify(one.record)}`)
})
