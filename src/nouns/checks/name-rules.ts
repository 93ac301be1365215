import { texts } from '../../language/texts.ts'
import type { LocalizedText } from '../../model/fields.ts'
import type { RecordDocument } from '../../model/record-document.ts'
import type { Rule } from '../../model/rule.ts'

/** Names that begin as no name does, in lists that readers see. */
export const nameInLowerCase: Rule<RecordDocument> = {
  name: 'name-in-lower-case',
  level: 'warning',
  why: texts(
    'An English name or title begins with a small letter; readers meet it at the head of a line.',
    '英文名稱以小寫字母開首；名稱會顯示於行首。',
    '英文名称以小写字母开头；名称会显示于行首。',
  ),
  find(document, _around, noun) {
    return (['name', 'title'] as const).flatMap((field) => {
      const english = (document[field] as LocalizedText | undefined)?.en
      // A body whose name is one word spells it so on purpose; `the` opens a name that is used within sentences.
      const isOnPurpose = noun.name === 'organizations' && !english?.includes(' ')
      return english && !isOnPurpose && /^(?!the [A-Z])[a-z](?![A-Z])/.test(english)
        ? [{ pointer: `/${field}/en`, found: english }]
        : []
    })
  },
}

/** At the end of an id; a month or a day after its year is none. */
const bareNumber = /-[1-9]$|(?<!-\d{4}(?:-\d{2})?)-1\d$/

export const idNumbers: Rule<RecordDocument> = {
  name: 'id-numbered',
  level: 'warning',
  why: texts(
    'The id tells this record from another by a bare number, which says nothing to a reader and invites a mix-up.',
    'id 僅以數字與另一記錄區別，讀者無從辨認，容易混淆。',
    'id 仅以数字与另一记录区别，读者无从辨认，容易混淆。',
  ),
  find: ({ id }) => (bareNumber.test(id) ? [{ pointer: '/id', found: id }] : []),
}
