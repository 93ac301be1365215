import { type Texts, texts } from '../../language/texts.ts'
import type { Change } from '../../log/change-queries.ts'

// The words of the page of changes.

export const changeWords = {
  title: texts('What is new', '最新修訂', '最新修订'),
  about: texts(
    'Every change of every record, newest first, with the reason that was given for it.',
    '每項記錄的每次修訂，由新至舊排列，並附修訂原因。',
    '每项记录的每次修订，由新到旧排列，并附修订原因。',
  ),
  feed: texts('Follow by feed (Atom)', '訂閱（Atom）', '订阅（Atom）'),
  toNewest: texts('To the newest', '返回最新修訂', '返回最新修订'),
  sameOldestFirst: texts(
    'The API request that gives all changes, oldest first',
    '取得全部修訂（由舊至新）的 API 請求',
    '取得全部修订（由旧到新）的 API 请求',
  ),
  none: texts('Nothing has changed yet.', '暫無修訂。', '暂无修订。'),
} as const

export const kindWords: Record<Change['kind'], Texts> = {
  addition: texts('Added', '新增', '新增'),
  correction: texts('Corrected', '更正', '更正'),
  event: texts('Brought up to date', '更新', '更新'),
  retraction: texts('Withdrawn', '撤回', '撤回'),
}
