import { type Language, texts } from '../language/texts.ts'
import type { unknowns } from '../model/list-filters.ts'

/** The parts of a statement. */
interface Stated {
  known: number
  missing?: { missing: number; open: boolean; effect?: { recorded: number; unknown: number } | null }
  undetermined: number
  readUntil?: string
  unknown?: (typeof unknowns)[number]
}

/** How much an answer knows, in words: first how many there are, then what must not be read as "none" or as "all". */
export function statementOf(stated: Stated, language: Language): string {
  const { known, missing, undetermined, readUntil, unknown = 'leave-out' } = stated
  const isMore = missing !== undefined && (missing.missing > 0 || missing.open)
  const number = known + (isMore ? missing.missing : 0)
  const parts = [isMore ? atLeast(number) : texts(String(number), String(number), String(number))]
  if (unknown === 'only') parts.push(ofNone)
  else if (undetermined > 0)
    parts.push(
      unknown === 'include' ? included(undetermined) : known === 0 ? instead(undetermined) : further(undetermined),
    )
  if (known === 0 && unknown !== 'only' && missing?.effect) parts.push(effect(missing.effect))
  if (known === 0 && readUntil) parts.push(notRead(readUntil))
  return parts.map((part) => part[language]).join(separators[language])
}

const separators = { en: '; ', 'zh-Hant': '；', 'zh-Hans': '；' }

const atLeast = (number: number) => texts(`at least ${number}`, `至少 ${number}`, `至少 ${number}`)

const ofNone = texts(
  'of none of these is it known whether it fits',
  '以上各項是否符合條件，均未可知',
  '以上各项是否符合条件，均未可知',
)

const further = (number: number) =>
  texts(
    `for ${number} more it is not known whether they fit`,
    `另有 ${number} 項未知是否符合條件`,
    `另有 ${number} 项未知是否符合条件`,
  )

const instead = (number: number) =>
  texts(
    `none is known to fit, and for ${number} it is not known`,
    `沒有已知符合條件的記錄，但有 ${number} 項未知是否符合`,
    `没有已知符合条件的记录，但有 ${number} 项未知是否符合`,
  )

const included = (number: number) =>
  texts(
    `for ${number} of these it is not known whether they fit`,
    `其中 ${number} 項未知是否符合條件`,
    `其中 ${number} 项未知是否符合条件`,
  )

const effect = ({ recorded, unknown }: { recorded: number; unknown: number }) =>
  texts(
    `effect is recorded for ${recorded} documents under the other filters and unknown for the other ${unknown}`,
    `在其餘條件下，有 ${recorded} 份文件載有生效與否的資料，另外 ${unknown} 份未知是否生效`,
    `在其余条件下，有 ${recorded} 份文件载有生效与否的资料，另外 ${unknown} 份未知是否生效`,
  )

const notRead = (day: string) =>
  texts(
    `sources were read until ${day}; what is later has not been looked for`,
    `來源只查閱至 ${day}；其後的內容尚未查找`,
    `来源只查阅至 ${day}；其后的内容尚未查找`,
  )
