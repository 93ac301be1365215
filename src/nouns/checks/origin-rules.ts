import { languages, texts } from '../../language/texts.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import type { Reference } from '../../model/references.ts'
import type { Fault, Rule } from '../../model/rule.ts'
import { fold } from '../../text/fold.ts'
import { lettersOf } from '../../text/tokens.ts'
import { isFor } from './cited-for.ts'
import { textsIn, wordsWithOrigin } from './texts-in.ts'

/** English, or Chinese in either script, or `mu` for a source in several languages. */
const kindOf = (language: string) => language.slice(0, 2)

const isIn = (language: string, kind: string) => kindOf(language) === kind || kindOf(language) === 'mu'

export const officialWithoutSource: Rule<RecordDocument> = {
  name: 'official-without-source',
  level: 'error',
  refuses: true,
  why: texts(
    'These words are called official, but the record cites no source in their language for them; a translation or conversion must be called one.',
    '此文字標示為官方用語，但記錄沒有為其引用該語文的來源；翻譯或轉換的文字應如實標示。',
    '此文字标示为官方用语，但记录没有为其引用该语文的来源；翻译或转换的文字应如实标示。',
  ),
  find(document, around, noun) {
    const official = wordsWithOrigin(document).filter(({ origin }) => origin === 'official')
    if (official.length === 0) return []
    const citations = noun.referencesIn(document).filter(({ cites }) => cites)
    const sourceIsIn = ({ noun, id }: Reference, kind: string) =>
      isIn((around.record(noun, id)?.language as string | undefined) ?? '', kind)
    // A publication speaks for its own title.
    const own = typeof document.language === 'string' ? document.language : ''
    return official
      .filter(({ pointer, language }) => {
        const kind = kindOf(language)
        return !isIn(own, kind) && !citations.some((one) => isFor(one, pointer) && sourceIsIn(one, kind))
      })
      .map(({ pointer, words }) => ({ pointer, found: words }))
  },
}

export const conversionDiffers: Rule<RecordDocument> = {
  name: 'conversion-differs',
  level: 'error',
  why: texts(
    'This text is called a conversion from the other script of Chinese, and is not the same words, or has nothing to be converted from.',
    '此文字標示為由另一種中文字體轉換，但字詞並不相同，或沒有可供轉換的文字。',
    '此文字标示为由另一种中文字体转换，但字词并不相同，或没有可供转换的文字。',
  ),
  find: (document) =>
    textsIn(document).flatMap(({ pointer, text, origins }): Fault[] =>
      (['zh-Hant', 'zh-Hans'] as const).flatMap((script): Fault[] => {
        const other = script === 'zh-Hant' ? 'zh-Hans' : 'zh-Hant'
        const words = text[script]
        if (origins?.[script] !== 'converted' || words === undefined) return []
        const original = text[other]
        const isSame =
          original !== undefined && origins[other] !== 'converted' && foldedLetters(original) === foldedLetters(words)
        return isSame ? [] : [{ pointer: `${pointer}/${script}`, found: words }]
      }),
    ),
}

/** The words in folded form, without the marks, in which scripts differ. */
const foldedLetters = (text: string) => lettersOf(fold(text)).join('')

export const originsUnfit: Rule<RecordDocument> = {
  name: 'origins-unfit',
  level: 'warning',
  why: texts(
    'Origins name a language in which no text stands, leave one out that stands, or call English a conversion of script.',
    '文字來歷所列的語文沒有文字、遺漏了已有文字的語文，或把英文標示為字體轉換。',
    '文字来历所列的语文没有文字、遗漏了已有文字的语文，或把英文标示为字体转换。',
  ),
  find: (document) =>
    textsIn(document).flatMap(({ pointer, text, origins }) =>
      languages
        .filter((language) => origins && (text[language] === undefined) !== (origins[language] === undefined))
        .concat(origins?.en === 'converted' ? ['en'] : [])
        .map((language) => ({ pointer: `${pointer}/${language}` })),
    ),
}
