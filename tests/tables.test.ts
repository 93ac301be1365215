import t from 'tap'
import { languages } from '../src/language/texts.ts'
import { nouns } from '../src/nouns/all.ts'
import { testApp } from './support/app.ts'
import { examples, ground, write } from './support/records.ts'
import { some } from './support/runs.ts'
import { shownCells } from './support/sheets.ts'
import { rowsOfCsv } from './support/strict-csv.ts'

const hard = [
  'a "quoted" word, and a comma',
  '"',
  '""',
  'two\nlines, "both"\n\nand a third',
  '=1+1',
  '@SUM(A1)',
  '-5',
  'a;b\tc',
  '007',
  'TRUE story',
  '𠮷野家、葛󠄀城',
]

t.test('tables of a strict reader', async (t) => {
  const { app, registry } = await testApp(t)
  await write(
    registry,
    ...ground,
    ...hard.map((text, index) => examples.mechanism(`hard-${index}`, { name: { en: text, 'zh-Hant': text } })),
    ...hard.map((text, index) =>
      examples.agreement(`hard-${index}`, { title: { en: text }, meeting: null, mechanism: `hard-${index}` }),
    ),
    examples.area('area'),
    examples.measure('measure', { title: { en: hard.join() } }),
    examples.person('person', { name: { en: hard.join('\n') } }),
  )
  const tableAt = async (url: string) => {
    const { statusCode, rawPayload } = await app.inject(url)
    t.equal(statusCode, 200, url)
    t.equal(rawPayload.subarray(0, 3).toString('hex'), 'efbbbf', `${url} begins with the mark of UTF-8`)
    return rowsOfCsv(rawPayload)
  }
  const lists = [...nouns.keys()].flatMap((noun) => languages.map((language) => `/v1/${noun}?lang=${language}`))
  for (const url of some(lists, 4)) {
    const rows = await tableAt(`${url}&format=csv`)
    t.equal(rows.length, 1 + (await app.inject(`${url}&limit=1`)).json().total, url)
    const sheet = shownCells((await app.inject(`${url}&format=xlsx`)).rawPayload)
    t.same(sheet, rows, `${url} has the same cells as a spreadsheet`)
  }

  const titles = (await tableAt('/v1/agreements?format=csv&fields=title&sort=id')).slice(1).map(([title]) => title)
  const expected = new Map(hard.map((text, index) => [`hard-${index}`, /^[=@-]/.test(text) ? `'${text}` : text]))
  t.same(
    titles,
    [...expected].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text),
    'each text comes back, and a formula with an apostrophe',
  )
  for (const language of languages) {
    const rows = await tableAt(`/v1/matrix?format=csv&rows=mechanism&columns=party&lang=${language}`)
    t.equal(rows.length, hard.length + 2)
    await tableAt(`/v1/matrix?format=csv&rows=domain&columns=mechanism&lang=${language}`)
  }
  for (const path of ['en', 'tc', 'sc']) await tableAt(`/${path}/timeline.csv?by=mechanism`)
})
