import { type Texts, texts } from '../language/texts.ts'
import { holdsSecret } from './secrets.ts'

// All text comes in through these functions: bodies, addresses, headers, data files and the words of commands.

/** A text, or the byte at which it stops being UTF-8. */
type Decoded = { text: string } | { offset: number }

/** Decodes UTF-8 strictly and passes over a byte order mark. */
export function decodeText(bytes: Uint8Array): Decoded {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { offset: firstFault(bytes) }
  }
}

/** Halves what is left until the longest beginning is found that more bytes could still make UTF-8. */
function firstFault(bytes: Uint8Array): number {
  let [sound, broken] = [0, bytes.length + 1]
  while (broken - sound > 1) {
    const middle = (sound + broken) >> 1
    if (mayGoOn(bytes.subarray(0, middle))) sound = middle
    else broken = middle
  }
  return sound
}

function mayGoOn(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return true
  } catch {
    return false
  }
}

export const notUtf8 = (offset: number): Texts =>
  texts(
    `The text is not UTF-8 at byte ${offset}, counted from 0.`,
    `文字在第 ${offset} 個位元組（由 0 起計）不是 UTF-8。`,
    `文字在第 ${offset} 个字节（由 0 起计）不是 UTF-8。`,
  )

/** Embeddings, overrides and isolates: by any of them a text can read otherwise than it is stored. */
export const directionMarks = [...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069']

const refused: [pattern: RegExp, kind: Texts][] = [
  // Line feeds and tabs are part of a text, and a carriage return before a line feed is part of that.
  [/(?![\n\t]|\r\n)\p{Cc}/u, texts('a control character', '控制字元', '控制字符')],
  [/\p{Cs}/u, texts('half of a surrogate pair', '不成對的代理碼位', '不成对的代理码位')],
  [/\p{Noncharacter_Code_Point}/u, texts('which is no character', '非字元碼位', '非字符码位')],
  [
    new RegExp(directionMarks.join('|')),
    texts('a mark that reverses the direction of text', '改變文字方向的符號', '改变文字方向的符号'),
  ],
]
const anyRefused = new RegExp(refused.map(([{ source }]) => source).join('|'), 'u')

export const keyInText = texts(
  'The text holds a key, which belongs in the header Authorization and nowhere else. Replace this key.',
  '文字含有金鑰。金鑰只應放在 Authorization 標頭，請更換此金鑰。',
  '文字含有密钥。密钥只应放在 Authorization 标头，请更换此密钥。',
)

/** Why a text cannot be kept, with the first code point that stands in the way. */
export function faultIn(text: string): Texts | undefined {
  if (holdsSecret(text)) return keyInText
  const at = text.search(anyRefused)
  if (at === -1) return undefined
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
  const code = `U+${character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}`
  const kind = refused.find(([pattern]) => pattern.test(character))?.[1]
  if (!kind) return undefined
  return texts(
    `The text holds ${code}, ${kind.en}, at position ${at}, counted from 0.`,
    `文字在第 ${at} 位（由 0 起計）含有 ${code}（${kind['zh-Hant']}）。`,
    `文字在第 ${at} 位（由 0 起计）含有 ${code}（${kind['zh-Hans']}）。`,
  )
}

const printsNothing = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}\p{Cc}\u2800]*$/u

/**
 * The text without white space around it and with line feeds as line ends. A text that prints nothing becomes empty,
 * and empty texts are refused wherever text is required.
 */
export function trimmed(text: string): string {
  if (printsNothing.test(text)) return ''
  const inner = text.trim()
  return inner.includes('\r\n') ? inner.replaceAll('\r\n', '\n') : inner
}
