import { ownMember } from '../json/own-member.ts'
import { type Language, type Texts, texts } from '../language/texts.ts'

/** The headings of fields that mean the same in every noun; each noun has the others. */
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

export const languageNames: Record<Language, Texts> = {
  en: texts('English', '英文', '英文'),
  'zh-Hant': texts('Traditional Chinese', '繁體中文', '繁体中文'),
  'zh-Hans': texts('Simplified Chinese', '簡體中文', '简体中文'),
}

/** The headings of fields within fields that mean the same in every noun. */
const commonParts: Readonly<Record<string, Texts>> = {
  organization: texts('Body', '機構', '机构'),
  person: texts('Person', '人士', '人士'),
  side: texts('Side', '所屬一方', '所属一方'),
  post: texts('Post', '職銜', '职务'),
  kind: texts('Kind', '類別', '类别'),
  type: texts('Kind', '類別', '类别'),
  until: texts('Until', '使用至', '使用至'),
  since: texts('Since', '自', '自'),
  from: texts('From', '由', '自'),
  to: texts('To', '至', '至'),
  scheme: texts('Scheme', '編碼體系', '编码体系'),
  value: texts('Value', '數值', '数值'),
  unit: texts('Unit', '單位', '单位'),
  period: texts('Period', '期間', '期间'),
  language: texts('Language', '語言', '语言'),
  url: texts('Address', '網址', '网址'),
  sha256: texts('SHA-256', 'SHA-256', 'SHA-256'),
  note: texts('Note', '附註', '附注'),
  role: texts('Role', '角色', '角色'),
  citation: texts('Source', '出處', '出处'),
  locator: texts('Place in the source', '來源位置', '来源位置'),
}

/** The words for the values of fields within fields that nouns share. */
export const commonPartValues: Readonly<Record<string, Readonly<Record<string, Texts>>>> = {
  kind: {
    short: texts('Short form', '簡稱', '简称'),
    alternative: texts('Also in use', '又稱', '又称'),
    'as-stated': texts('As one source states it', '某一來源的寫法', '某一来源的写法'),
  },
  language: languageNames,
}

/** The heading of a field within a field, of which a noun's own are given. */
export function partHeadingOf(own: Readonly<Record<string, Texts>> | undefined, field: string): Texts {
  return own?.[field] ?? commonParts[field] ?? headingOf({}, field)
}

/** The heading of a field, of which a noun's own are given. */
export function headingOf(own: Readonly<Record<string, Texts>>, field: string): Texts {
  return ownMember(own, field) ?? ownMember(commonHeadings, field) ?? texts(field, field, field)
}
