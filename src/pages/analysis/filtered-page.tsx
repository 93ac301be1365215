import type { ComponentChildren } from 'preact'
import type { Texts } from '../../language/texts.ts'
import type { Noun, Nouns } from '../../model/noun.ts'
import type { Violation } from '../../problems/problems.ts'
import { ChosenFilters } from '../chosen-filters.tsx'
import { Layout } from '../layout.tsx'
import type { Named } from '../names.ts'
import { NoneFits } from '../none-fits.tsx'
import { type Given, pageAddress, type Reader, say, withQuery } from '../reader.ts'
import { SameRequest } from '../same-request.tsx'
import { Undetermined, type UndeterminedRecords } from '../undetermined.tsx'
import { Wrongs } from '../violation.tsx'

/** The parts of a page that counts the records which filters keep. */
export interface FilteredOf {
  reader: Reader
  nouns: Nouns
  /** The noun whose records are filtered. */
  noun: Noun
  base: string
  given: Given
  named: Named
  violations: Violation[]
}

interface FrameOf {
  page: FilteredOf
  /** The name of the page, and of the request that gives the same. */
  name: 'matrix' | 'timeline'
  words: { title: Texts; about: Texts }
  /** The parameters that are no filters. */
  own: string[]
  form: ComponentChildren
  /** The counts; undefined if the request is wrong. */
  counted?: { isEmpty: boolean; undetermined?: UndeterminedRecords }
  children: ComponentChildren
}

/** The frame of such a page: its form with errors, its filters, and the counts. */
export function FilteredPage({ page, name, words, own, form, counted, children }: FrameOf) {
  const { reader, nouns, base, given } = page
  const part = (isOwn: boolean): Given =>
    Object.fromEntries(Object.entries(given).filter(([parameter]) => own.includes(parameter) === isOwn))
  const request = withQuery(`/v1/${name}`, given)
  return (
    <Layout
      reader={reader}
      nouns={nouns}
      title={say(reader, words.title)}
      description={say(reader, words.about)}
      path={withQuery(`/${name}`, given)}
      base={base}
      alternates={counted ? [{ type: 'application/json', href: request, title: 'JSON' }] : []}
      noIndex={!counted || Object.keys(given).length > 1}
    >
      <h1 id={name}>{say(reader, words.title)}</h1>
      <p>{say(reader, words.about)}</p>
      <Wrongs {...page} />
      {form}
      <ChosenFilters
        {...page}
        given={part(false)}
        address={(filters) => pageAddress(reader, name, { ...part(true), ...filters })}
      />
      {counted && (
        <>
          {counted.isEmpty ? <NoneFits reader={reader} /> : children}
          <Undetermined reader={reader} undetermined={counted.undetermined} />
          <SameRequest reader={reader} base={base} request={request} />
        </>
      )}
    </Layout>
  )
}
