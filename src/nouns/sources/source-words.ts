import { texts } from '../../language/texts.ts'
import type { NounWords } from '../../model/declaration.ts'
import type { Source } from './source-schema.ts'

export const sourceWords = {
  names: { singular: texts('Source', '資料來源', '资料来源'), plural: texts('Sources', '資料來源', '资料来源') },
  headings: {
    kind: texts('Kind', '類別', '类别'),
    publisher: texts('Publisher', '發布者', '发布者'),
    publishedBy: texts('Publishing body', '發布機構', '发布机构'),
    published: texts('Published', '發布日期', '发布日期'),
    url: texts('Address', '網址', '网址'),
    language: texts('Language', '語言', '语言'),
    reprint: texts('Read in a reprint', '據轉載', '据转载'),
    sha256: texts('SHA-256', 'SHA-256', 'SHA-256'),
  },
  values: {
    kind: {
      paper: texts('Paper', '文件', '文件'),
      'press-release': texts('Press release', '新聞公報', '新闻公报'),
      'news-report': texts('News report', '新聞報道', '新闻报道'),
      'web-page': texts('Web page', '網頁', '网页'),
      document: texts('Document', '文本', '文本'),
      'reference-work': texts('Reference work', '工具書', '工具书'),
      other: texts('Other', '其他', '其他'),
    },
    language: {
      en: texts('English', '英文', '英文'),
      'zh-Hant': texts('Traditional Chinese', '繁體中文', '繁体中文'),
      'zh-Hans': texts('Simplified Chinese', '簡體中文', '简体中文'),
      mul: texts('Several languages', '多種語言', '多种语言'),
    },
  },
} satisfies NounWords<Source>
