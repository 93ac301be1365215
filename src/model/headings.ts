import type { Texts } from '../http/languages.ts'
import { texts } from '../http/problem-types.ts'

/** What tables call the fields that mean the same in every noun; the other headings stand with their noun. */
const common = {
  id: texts('Id', '編號', '编号'),
  version: texts('Version', '版本', '版本'),
  createdAt: texts('Created', '建立時間', '建立时间'),
  updatedAt: texts('Updated', '更新時間', '更新时间'),
  formerIds: texts('Former ids', '舊編號', '旧编号'),
  name: texts('Name', '名稱', '名称'),
  title: texts('Title', '標題', '标题'),
  origins: texts('Origin of the words', '文字來源', '文字来源'),
  formerNames: texts('Former names', '舊稱', '旧称'),
  otherNames: texts('Other names', '其他名稱', '其他名称'),
  confidence: texts('Confidence', '可信程度', '可信程度'),
  identifiers: texts('Identifiers', '識別碼', '标识符'),
  notes: texts('Notes', '備註', '备注'),
  alternatives: texts('Other values', '其他說法', '其他说法'),
  citations: texts('Citations', '出處', '出处'),
} satisfies Record<string, Texts>

export type CommonField = keyof typeof common
const commonHeadings: Readonly<Record<string, Texts>> = common

export const languageNames: Record<'en' | 'zh-Hant' | 'zh-Hans', Texts> = {
  en: texts('English', '英文', '英文'),
  'zh-Hant': texts('Traditional Chinese', '繁體中文', '繁体中文'),
  'zh-Hans': texts('Simplified Chinese', '簡體中文', '简体中文'),
}

/** The heading of a field, of which a noun's own are given. */
export function headingOf(own: Readonly<Record<string, Texts>>, field: string): Texts {
  return own[field] ?? commonHeadings[field] ?? texts(field, field, field)
}
