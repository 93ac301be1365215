import { dateParts } from '../../formats/csl.ts'
import type { Citable } from '../../model/citable.ts'
import { labelIn } from '../../model/labels.ts'
import type { Agreement } from './agreement-schema.ts'
import { agreementWords } from './agreement-words.ts'

const bodiesOf = ({ signatories }: Agreement): string[] => [
  ...new Set(signatories.map(({ organization }) => organization)),
]

/** As a report of its signatories: between Hong Kong and the Mainland there are no treaties. */
export const citableAgreement: Citable<Agreement> = {
  reads: (document) => bodiesOf(document).map((id) => ({ noun: 'organizations', id })),
  item: (document, { language, address, nameOf }) => {
    const { id, title, type, signedOn, identifiers, texts } = document
    const { label, labelLanguage } = labelIn(title, language, id)
    const author = bodiesOf(document).map((body) => ({
      literal: labelIn(nameOf('organizations', body), language, body).label,
    }))
    return {
      id,
      type: 'report',
      title: label,
      genre: type === 'unspecified' ? undefined : agreementWords.values.type[type][language],
      author: author.length > 0 ? author : undefined,
      issued: signedOn ? dateParts(signedOn) : undefined,
      number: identifiers?.[0]?.value,
      URL: texts?.[0]?.url ?? address,
      language: labelLanguage ?? language,
    }
  },
}
