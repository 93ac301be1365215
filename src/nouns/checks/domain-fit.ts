import { languages, texts } from '../../language/texts.ts'
import { lineFrom } from '../../model/circles.ts'
import type { LocalizedText } from '../../model/fields.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import type { Around, Rule } from '../../model/rule.ts'
import { labelsOf } from '../domains/domain-labels.ts'
import type { Domain } from '../domains/domain-schema.ts'

/** How a definition says what the domain is not, to the end of the sentence. */
const exclusions = {
  en: /\b(?:not|without|except|excluding|other than|but no)\b(?: (?:of|for|the|in))* ([^.;:()]+)/gi,
  'zh-Hant': /(?:不包括|不含|並非|不屬|除)([^。；：（）]+)/g,
  'zh-Hans': /(?:不包括|不含|并非|不属|除)([^。；：（）]+)/g,
}

/** The words that the definition of a domain keeps out, in one language. */
function excludedBy(definition: LocalizedText, language: (typeof languages)[number]): string[] {
  const clauses = [...(definition[language] ?? '').matchAll(exclusions[language])].map(([, clause = '']) => clause)
  return clauses
    .flatMap((clause) => clause.split(/,|、|，|和|及|或|以外|\b(?:and|or|nor)\b/))
    .map((word) =>
      word
        .trim()
        .replace(/^(?:the|of) /, '')
        .toLowerCase(),
    )
    .filter((word) => word.length > (language === 'en' ? 3 : 1))
}

const domainOf = (around: Around, id: string) => around.record('domains', id) as Domain | undefined

/** The domain and all above it. */
const lineOf = (around: Around, id: string) => lineFrom(id, (one) => domainOf(around, one)?.parent)

interface Placed {
  domains: string[]
  title?: LocalizedText
  name?: LocalizedText
}

export const domainExcluded: Rule<RecordDocument & Placed> = {
  name: 'domain-excluded',
  level: 'warning',
  why: texts(
    'The record stands under a domain whose own definition keeps its subject out.',
    '記錄所屬範疇的定義並不包括其主題。',
    '记录所属领域的定义并不包括其主题。',
  ),
  find({ domains, title, name }, around) {
    return domains.flatMap((id, at) => {
      const domain = domainOf(around, id)
      const words = (title ?? name) as LocalizedText
      const found = languages
        .flatMap((language) =>
          domain ? excludedBy(domain.definition, language).map((word) => ({ language, word })) : [],
        )
        .find(({ language, word }) => words[language]?.toLowerCase().includes(word))
      return found ? [{ pointer: `/domains/${at}`, found: `${id}: ${found.word}` }] : []
    })
  },
}

export const domainByNameMissing: Rule<RecordDocument & Placed> = {
  name: 'domain-of-its-name-missing',
  level: 'warning',
  why: texts(
    'The record has the very name of a domain and stands under none of its line, so that the filter by that domain misses it.',
    '記錄的名稱與某範疇相同，卻不屬於該範疇，按該範疇篩選時會遺漏。',
    '记录的名称与某领域相同，却不属于该领域，按该领域筛选时会遗漏。',
  ),
  find({ domains, title, name }, around) {
    const words = Object.values((title ?? name) as LocalizedText).filter((text) => text !== undefined)
    const meant = [...new Set(words.flatMap((text) => around.named('domains', text)))]
    if (meant.length === 0 || domains.length === 0) return []
    const lines = domains.flatMap((id) => lineOf(around, id))
    const missing = meant.filter((id) => {
      const domain = domainOf(around, id)
      const isNamed =
        domain && labelsOf(domain).some((label) => words.some((text) => text.toLowerCase() === label.toLowerCase()))
      return isNamed && !lines.includes(id) && !lineOf(around, id).some((above) => domains.includes(above))
    })
    return missing.length === meant.length ? [{ pointer: '/domains', found: missing.join(', ') }] : []
  },
}
