import { type Language, texts } from '../../language/texts.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import type { Rule } from '../../model/rule.ts'
import { simplifiedOnly } from '../../text/tables/simplified-only.ts'
import { traditionalOnly } from '../../text/tables/traditional-only.ts'
import { wordsIn } from './texts-in.ts'

const [ofMainland, ofHongKong] = [simplifiedOnly, traditionalOnly].map(
  (table) => new Set([...table].filter((character) => /\S/.test(character))),
)
const strange: Record<Language, (character: string) => boolean> = {
  en: (character) => /\p{Script=Han}/u.test(character),
  'zh-Hant': (character) => ofMainland?.has(character) ?? false,
  'zh-Hans': (character) => ofHongKong?.has(character) ?? false,
}

export const scriptMixed: Rule<RecordDocument> = {
  name: 'script-mixed',
  level: 'error',
  why: texts(
    'A text has characters of another script: Simplified ones in Traditional Chinese, Traditional ones in Simplified Chinese, or Chinese in English.',
    '文字夾雜其他字體：繁體中文內有簡體字、簡體中文內有繁體字，或英文內有中文字。',
    '文字夹杂其他字体：繁体中文内有简体字、简体中文内有繁体字，或英文内有中文字。',
  ),
  find: (document) =>
    wordsIn(document).flatMap(({ pointer, language, words }) => {
      const found = [...new Set([...words].filter(strange[language]))].join('')
      return found === '' ? [] : [{ pointer, found }]
    }),
}

const han = '\\p{Script=Han}'
/** A full stop may end an abbreviation that stands before Chinese. */
const halfWidth = `(?<=${han})[,.;:?!"'()]|[,;:?!"'()](?=${han})`
/**
 * Characters that a script does not have: marks of the other script, half-width marks beside Chinese, and full-width
 * ones in English.
 */
const unfit: Record<Language, RegExp> = {
  en: /[「」『』《》“”‘’，。；：！？（）、\u3000]|[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/u,
  'zh-Hant': new RegExp(`[“”‘’]|${halfWidth}|[衛羣峯啓]|[０-９Ａ-Ｚａ-ｚ]`, 'u'),
  'zh-Hans': new RegExp(`[「」『』]|${halfWidth}|[０-９Ａ-Ｚａ-ｚ]`, 'u'),
}

export const marksUnfit: Rule<RecordDocument> = {
  name: 'marks-unfit',
  level: 'error',
  why: texts(
    'Marks or widths do not fit the script: Traditional Chinese has 「」, Simplified “”, both full-width ，；：（）; English has straight quotes and half-width marks; Hong Kong writes 衞, 群, 峰, 啟.',
    '標點或全半形與字體不符：繁體用「」，簡體用“”，兩者均用全形，；：（）；英文用直引號及半形標點；香港寫作衞、群、峰、啟。',
    '标点或全半角与字体不符：繁体用「」，简体用“”，两者均用全角，；：（）；英文用直引号及半角标点；香港写作衞、群、峰、啟。',
  ),
  find: (document) =>
    wordsIn(document).flatMap(({ pointer, language, words }) => {
      const found = unfit[language].exec(words)?.[0]
      return found === undefined ? [] : [{ pointer, found }]
    }),
}
