import { Cite, type Item } from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-ris'
import t from 'tap'
import { examples, ground, write } from './support/records.ts'
import { testWriter } from './support/writer.ts'

const read = (text: string): Item[] => new Cite(text).data

/** A name in whichever parts the library has read it. */
const namesOf = ({ author = [] }: Item) =>
  author.map(({ literal, family, given }) => literal ?? [given, family].filter(Boolean).join(' '))

t.test('citations, as a library of references reads them', async (t) => {
  const { app, registry } = await testWriter(t)
  const title = 'Memorandum on {braces}, 100 % of #1 & the “rest” of A_B\nin two lines'
  const bureau = 'Innovation, Technology and Industry Bureau'
  await write(
    registry,
    ...ground,
    examples.organization('bureau', { name: { en: bureau, 'zh-Hant': '創新科技及工業局' } }),
    examples.agreement('cited', {
      meeting: null,
      title: { en: title, 'zh-Hant': '關於金融的合作備忘錄' },
      signedOn: '2024-05',
      signatoriesKnown: 'some',
      signatories: [{ organization: 'bureau', side: 'hk' }],
    }),
    examples.agreement('undated', { meeting: null, signedOn: undefined }),
  )
  const ask = async (url: string) => {
    const { statusCode, headers, body } = await app.inject({ url, headers: { host: 'registry.example' } })
    t.equal(statusCode, 200, url)
    return { headers, body }
  }
  const oneLine = (text: string) => text.replace(/\s+/g, ' ')

  for (const [format, type] of Object.entries({
    bibtex: 'application/x-bibtex',
    ris: 'application/x-research-info-systems',
    'csl-json': 'application/vnd.citationstyles.csl+json',
  }))
    await t.test(format, async (t) => {
      const { headers, body } = await ask(`/v1/agreements/cited?format=${format}`)
      t.match(headers, { 'content-type': `${type}; charset=utf-8`, 'content-language': 'en' })
      const [item, ...others] = read(body)
      t.same(others, [])
      t.equal(oneLine(item?.title ?? ''), oneLine(title))
      t.equal(item?.URL, 'http://registry.example/agreements/cited')
      t.match(body, /The record may be used under CC BY 4\.0, https:\/\/creativecommons\.org\/licenses\/by\/4\.0\//)
      t.match(headers.link, /creativecommons.*rel="license"/)
      t.same(item?.issued?.['date-parts'][0]?.slice(0, 2), [2024, 5])
      t.same(item && namesOf(item), [format === 'ris' ? bureau.replace(',', '') : bureau], 'a body is one name')
      const chinese = read((await ask(`/v1/agreements/cited?format=${format}&lang=zh-Hant`)).body)
      t.match(chinese, [{ title: '關於金融的合作備忘錄' }])
      t.same(chinese[0] && namesOf(chinese[0]), ['創新科技及工業局'])
    })

  await t.test('of a whole list, and of sources', async (t) => {
    for (const format of ['bibtex', 'ris', 'csl-json']) {
      const { headers, body } = await ask(`/v1/agreements?format=${format}`)
      t.match(headers['content-disposition'], /attachment; filename="agreements\.(bib|ris|json)"/)
      t.equal(read(body).length, 2, format)
      t.ok(read((await ask(`/v1/sources?format=${format}`)).body).length > 0, format)
    }
    t.equal((await app.inject('/v1/meetings?format=bibtex')).statusCode, 400)
  })
})
