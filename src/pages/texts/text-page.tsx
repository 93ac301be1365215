import type { Nouns } from '../../model/noun.ts'
import { missingWords } from '../analysis/analysis-words.ts'
import { Layout } from '../layout.tsx'
import { words } from '../page-words.ts'
import { type PageName, pageAddress, type Reader, say } from '../reader.ts'
import { about, type Chapter, editors } from './about-texts.ts'

const written = { about, editors }
type TextPageName = keyof typeof written & PageName

/** A page of text: what the words mean, or how the record is corrected. */
export function TextPage({
  reader,
  nouns,
  base,
  name,
}: {
  reader: Reader
  nouns: Nouns
  base: string
  name: TextPageName
}) {
  const { title, chapters } = written[name]
  return (
    <Layout
      reader={reader}
      nouns={nouns}
      title={say(reader, title)}
      description={say(reader, chapters[0]?.paragraphs?.[0] ?? title)}
      path={`/${name}`}
      base={base}
    >
      <h1>{say(reader, title)}</h1>
      {chapters.map((chapter) => (
        <Section key={chapter.id} reader={reader} chapter={chapter} />
      ))}
      {name === 'editors' && (
        <ul class="inline">
          <li>
            <a href={pageAddress(reader, 'missing')}>{say(reader, missingWords.title)}</a>
          </li>
          <li>
            <a href="/docs">{say(reader, words.api)}</a>
          </li>
        </ul>
      )}
    </Layout>
  )
}

function Section({
  reader,
  chapter: { id, heading, paragraphs = [], terms = [] },
}: {
  reader: Reader
  chapter: Chapter
}) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{say(reader, heading)}</h2>
      {paragraphs.map((paragraph) => (
        <p key={paragraph.en}>{say(reader, paragraph)}</p>
      ))}
      {terms.length > 0 && (
        <dl class="facts">
          {terms.map(([term, meaning]) => (
            <div key={term.en}>
              <dt>{say(reader, term)}</dt>
              <dd>{say(reader, meaning)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
