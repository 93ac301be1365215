import { foldedText } from './fold.ts'

// A person is addressed by the name with a post beside it, which may be another than the one that a record has.

const posts = '局長|司長|省長|市長|主任|署長|處長|校長|主席|部長|書記|院長|會長'
const surname =
  '歐陽|司徒|[王李張陳劉楊黃趙吳周徐孫馬朱胡郭何高林羅鄭梁謝宋唐許韓馮鄧曹彭曾蕭肖田董袁潘于蔣蔡余杜葉程蘇魏呂丁任沈姚盧姜崔鍾鐘譚陸汪范石廖賈夏韋方白鄒孟熊秦邱江尹薛閻段雷侯龍史陶黎賀顧毛郝龔邵萬錢嚴覃武戴莫孔湯溫聶駱甘麥霍傅柯關凌翁容岑區詹簡諸卓單婁寧尤施易招甄甯舒殷]'
const [surnames, endings] = [foldedText(surname), foldedText(`${posts}|長官|特首`)]
const chineseForms = [
  new RegExp(`^(?<name>(?:${surnames})\\p{Script=Han}{1,3})(?:${endings})$`, 'u'),
  new RegExp(`^\\p{Script=Han}{0,12}(?:${endings}) ?(?<name>(?:${surnames})\\p{Script=Han}{1,2})$`, 'u'),
]
const onlySurname = new RegExp(`^(?<surname>${surnames})(?<post>${foldedText(posts)})$`, 'u')

const englishPosts =
  'chief executive|chief secretary|financial secretary|party secretary|ce|governor|mayor|secretary|minister|premier|commissioner|director|chairman|president'
/** With what the post is for, if that is told: Secretary for Justice Paul Lam. */
const englishForm = new RegExp(
  `^(?:the )?(?:(?:acting|vice|deputy|executive)[ -])*(?:${englishPosts})(?: (?:of|for) [\\p{L} ,&-]{2,60}?)?,? (?<name>[\\p{L}'’.-]+(?: [\\p{L}'’.-]+){1,2})$`,
  'iu',
)

/** The name of a person who is addressed by a post: 曾國衞 of 曾國衞局長 and of 局長曾國衞. */
export function personAddressed(text: string): string | undefined {
  const trimmed = text.trim()
  const folded = foldedText(trimmed)
  const name = chineseForms.map((form) => form.exec(folded)?.groups?.name).find((name) => name !== undefined)
  const at = name === undefined ? -1 : folded.lastIndexOf(name)
  return name && folded.length === trimmed.length ? trimmed.slice(at, at + name.length) : undefined
}

/** The words of a form of address that name somebody: John Lee in Chief Executive John Lee, 許 局長 in 許局長. */
export function wordsOfAddress(text: string): string | undefined {
  const { surname, post } = onlySurname.exec(foldedText(text.trim()))?.groups ?? {}
  return surname && post ? `${surname} ${post}` : englishForm.exec(text.trim())?.groups?.name
}
