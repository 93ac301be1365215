import { texts } from '../../language/texts.ts'
import type { Rule } from '../../model/rule.ts'
import { pageOf } from '../../text/page-address.ts'
import { generalRules } from '../checks/general-rules.ts'
import { looksLikeAnother } from '../checks/likeness-rule.ts'
import type { Source } from './source-schema.ts'

const likeness = looksLikeAnother<Source>({
  names: ({ title, url }) => [
    ...Object.values(title).filter((text) => text !== undefined),
    ...(url ? [pageOf(url)] : []),
  ],
  isLike(a, b) {
    if (a.url && b.url) return pageOf(a.url) === pageOf(b.url)
    return a.publisher === b.publisher && a.published === b.published && a.language === b.language
  },
})

const titleMadeUp: Rule<Source> = {
  name: 'title-made-up',
  level: 'warning',
  why: texts(
    'The title describes the publication; readers look for the title that it has.',
    '題目只是對刊物的描述；讀者需要的是刊物原有的題目。',
    '题目只是对刊物的描述；读者需要的是刊物原有的题目。',
  ),
  find({ title }) {
    const found = Object.values(title).find((text) =>
      /^(?:page|report|article|news report|web page|document) (?:without|of \d|from \d|on \d)|^untitled|^無題|^无题|without a title/i.test(
        text ?? '',
      ),
    )
    return found ? [{ pointer: '/title', found }] : []
  },
}

export const sourceRules = [...generalRules, likeness, titleMadeUp]
