import { createHash, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

// A key is rcr_<id>_<secret><check>: the id finds it, 256 random bits prove it, and the checksum tells a typing error
// from a guess without asking the database.

const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const idDigits = '0123456789abcdefghijklmnopqrstuvwxyz'
const shape = /^rcr_([0-9a-z]{8})_[0-9A-Za-z]{43}([0-9A-Za-z]{6})$/

/** Makes a key at random, with its id. */
export function makeKey(): { id: string; key: string } {
  const id = toBase(BigInt(`0x${randomBytes(16).toString('hex')}`), idDigits, 8)
  const secret = toBase(BigInt(`0x${randomBytes(32).toString('hex')}`), digits, 43)
  return { id, key: keyOf(id, secret) }
}

/** A key as it is written, with its checksum. */
export function keyOf(id: string, secret: string): string {
  const text = `rcr_${id}_${secret}`
  return text + checkOf(text)
}

/** The id in a key, or undefined for what is not a key or was mistyped. */
export function idOfKey(key: string): string | undefined {
  const [, id, check] = shape.exec(key) ?? []
  return check === checkOf(key.slice(0, -6)) ? id : undefined
}

/** The hash by which a key is stored and compared. */
export function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

function checkOf(text: string): string {
  return toBase(BigInt(crc32(text)), digits, 6)
}

/** The last `length` digits of a number. */
function toBase(value: bigint, alphabet: string, length: number): string {
  const base = BigInt(alphabet.length)
  let text = ''
  for (let rest = value; text.length < length; rest /= base) text = alphabet[Number(rest % base)] + text
  return text
}
