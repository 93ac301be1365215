import { texts } from '../../language/texts.ts'
import { dayRange } from '../../model/partial-date.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import type { Around, Fault, Rule } from '../../model/rule.ts'
import type { Source } from '../sources/source-schema.ts'
import { isFor } from './cited-for.ts'

const sourceOf = (around: Around, noun: string, id: string) => around.record(noun, id) as Source | undefined

export const locatorMissing: Rule<RecordDocument> = {
  name: 'locator-missing',
  level: 'warning',
  why: texts(
    'A paper with numbered paragraphs is cited without the paragraph, so that nobody can look it up.',
    '引用設有段落編號的文件時沒有註明段落，讀者無從查證。',
    '引用设有段落编号的文件时没有注明段落，读者无从查证。',
  ),
  find: (document, around, noun) =>
    noun
      .referencesIn(document)
      .filter(({ cites, holder }) => cites && !('locator' in holder))
      .filter((reference) => sourceOf(around, reference.noun, reference.id)?.kind === 'paper')
      .map(({ pointer, id }) => ({ pointer: pointer.slice(0, pointer.lastIndexOf('/')), found: id })),
}

/** The day of a field, where the sources that are cited for it, or for the record as a whole, are all earlier. */
export function onlyEarlierSources(
  document: RecordDocument,
  around: Around,
  noun: Parameters<Rule<RecordDocument>['find']>[2],
  { field, date }: { field: string; date: string },
): Fault[] {
  const cited = noun.referencesIn(document).filter((reference) => reference.cites && isFor(reference, `/${field}`))
  const days = cited.map((reference) => dayRange(sourceOf(around, reference.noun, reference.id)?.published).to)
  const isEarlier = days.length > 0 && days.every((day) => day !== null && day < dayRange(date).from)
  return isEarlier ? [{ pointer: `/${field}`, found: date }] : []
}

/** The rule by which occasions and signings are told that were only announced. */
export const announcedWhy = {
  name: 'announced-only',
  level: 'warning',
  why: texts(
    'Every source is earlier than the day: what is cited announces the occasion and does not show that it took place.',
    '所有來源均早於該日：只屬事前公布，不足以證明事情已經發生。',
    '所有来源均早于该日：只属事前公布，不足以证明事情已经发生。',
  ),
} as const
