import { foldedText } from './fold.ts'

// Chinese addresses a person by the name with a post behind it, which may be another than the one that a record has.

const posts = '局長|司長|省長|市長|主任|署長|處長|校長|主席|部長'
const surnames =
  '歐陽|司徒|[王李張陳劉楊黃趙吳周徐孫馬朱胡郭何高林羅鄭梁謝宋唐許韓馮鄧曹彭曾蕭肖田董袁潘于蔣蔡余杜葉程蘇魏呂丁任沈姚盧姜崔鍾鐘譚陸汪范石廖賈夏韋方白鄒孟熊秦邱江尹薛閻段雷侯龍史陶黎賀顧毛郝龔邵萬錢嚴覃武戴莫孔湯溫聶駱甘麥霍傅柯關凌翁容岑區詹簡諸卓單婁寧尤施易招甄甯舒殷]'
const addressed = new RegExp(`^((?:${foldedText(surnames)})\\p{Script=Han}{1,3})(?:${foldedText(posts)})$`, 'u')

/** The name of a person who is addressed by a post: 曾國衞 of 曾國衞局長. */
export function personAddressed(text: string): string | undefined {
  const [, name] = addressed.exec(foldedText(text.trim())) ?? []
  return name && text.trim().slice(0, name.length)
}
