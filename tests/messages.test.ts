import { readdirSync, readFileSync } from 'node:fs'
import t from 'tap'
import { texts } from '../src/language/texts.ts'
import { ValidationProblem } from '../src/problems/problems.ts'

const literal = String.raw`\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\x60(?:[^\x60\\]|\\.)*\x60)\s*,?`
const told = new RegExp(String.raw`\b(?:texts|message)\(${literal}${literal}${literal}\s*\)`, 'g')

/** The words that are told in three languages, as they stand in the code. */
const all = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .flatMap((name) =>
    [...readFileSync(`src/${name}`, 'utf8').matchAll(told)].map(([, ...words]) => ({
      name,
      words: words.map((word) => word.slice(1, -1)) as [string, string, string],
    })),
  )

const isSentence = (text: string) => /[.?!]$/.test(text) && !/…$|\.\.\.$/.test(text)

t.test('what is told in three languages', async (t) => {
  t.ok(all.length > 500, `${all.length} texts are looked at`)
  for (const { name, words } of all) {
    const [english, ...chinese] = words
    for (const text of chinese)
      if (isSentence(english))
        t.match(text, /[。？！]$|^\$\{[^{}]*\}$/, `${name}: ${text} is a sentence as ${english} is`)
      else t.notMatch(text, /[。？！]$/, `${name}: ${text} is none as ${english} is none`)
    if (!isSentence(english)) continue
    t.match(english, /^(?:[A-Z"`–]|\$\{)/, `${name}: ${english} begins as a sentence does`)
    t.notMatch(
      english,
      /^(?:Is|Was|Has|Must|Lies|Leads|Costs|Names|Gives|Needs|Takes|Does)\b/,
      `${name}: ${english} has a subject`,
    )
    t.notMatch(english, /: (?:This|The|It)\b|: \$\{why\b/, `${name}: ${english} holds no other sentence`)
  }
})

t.test('the errors of a request in a row are sentences', async (t) => {
  const detail = texts('This is required.', '此項為必填。', '此项为必填。')
  const { detail: all } = new ValidationProblem([
    { parameter: 'a', detail },
    { parameter: 'b', detail },
    { parameter: 'c', detail },
    { parameter: 'd', detail },
  ])
  t.equal(all.en, 'a: This is required. b: This is required. c: This is required. There is 1 more.')
  t.equal(all['zh-Hant'], 'a：此項為必填。b：此項為必填。c：此項為必填。另有 1 項。')
})
