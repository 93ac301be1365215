// Runs of letters and digits: whether chance made them, and the texts that they encode.

const printable = /[ -~]{16,}/g
const shortestRow = 16
const sextets = new Uint8Array(128)
for (const [value, character] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries())
  sextets[character.charCodeAt(0)] = value
sextets['-'.charCodeAt(0)] = 62
sextets['_'.charCodeAt(0)] = 63

/**
 * Whether letters and digits follow each other as chance has it, and not as in words written without spaces, a hash in hex
 * or an encoded text.
 */
export function isRandom(run: string): boolean {
  let [capitals, digits, turns, inWords, word, last] = [0, 0, 0, 0, 0, -1]
  for (let at = 0; at <= run.length; at += 1) {
    const code = run.charCodeAt(at)
    const kind = code < 0x3a ? digit : code < 0x5b ? capital : small
    if (kind === capital) capitals += 1
    if (kind === digit) digits += 1
    if (kind !== last && at > 0 && at < run.length) turns += 1
    if (kind === small && at < run.length) word += 1
    else {
      if (word >= 4) inWords += word
      word = 0
    }
    last = kind
  }
  const smalls = run.length - capitals - digits
  if (digits === 0 || capitals < run.length * 0.15 || smalls < run.length * 0.15) return false
  return turns > run.length * 0.25 && turns > inWords * 0.8 && !isText(Buffer.from(run, 'base64'))
}

const [digit, capital, small] = [0, 1, 2]

const isText = (bytes: Buffer) => bytes.length > 0 && bytes.every((byte) => byte >= 32 && byte < 127)

/** The texts that a run of Base64 encodes from any of its characters on. */
export function textsEncodedIn(run: string): string[] {
  const starts = [0, 1, 2, 3].filter((start) => showsText(run, start))
  return starts.flatMap((start) => printableIn(Buffer.from(run.slice(start), 'base64')))
}

/** The printable texts in bytes. In UTF-16, every other byte of a key is zero. */
export const printableIn = (bytes: Buffer): string[] =>
  bytes.toString('latin1').replaceAll('\0', '').match(printable) ?? []

/** The texts that a run of Base32 encodes from any of its characters on. */
export const textsInBase32 = (run: string): string[] =>
  [0, 1, 2, 3, 4, 5, 6, 7].flatMap((start) => printableIn(fromBase32(run.slice(start).toUpperCase())))

function fromBase32(run: string): Buffer {
  const bytes = Buffer.alloc(Math.floor((run.length * 5) / 8))
  for (let at = 0, bits = 0, held = 0, byte = 0; at < run.length; at += 1) {
    const code = run.charCodeAt(at)
    // Letters stand for 0 to 25, and the digits from 2 on for the rest.
    bits = ((bits << 5) | (code >= 0x41 ? code - 0x41 : code - 0x32 + 26)) & 0xfff
    held += 5
    if (held < 8) continue
    held -= 8
    bytes[byte++] = bits >> held
  }
  return bytes
}

/** Whether what a run of Base64 encodes from one of its characters on may have a row of printable characters. */
function showsText(run: string, start: number): boolean {
  let row = 0
  for (let at = start, bits = 0, held = 0; at < run.length; at += 1) {
    bits = ((bits << 6) | (sextets[run.charCodeAt(at)] ?? 0)) & 0x3fff
    held += 6
    if (held < 8) continue
    held -= 8
    const byte = (bits >> held) & 0xff
    if (byte >= 0x20 && byte < 0x7f) row += 1
    else if (byte !== 0) row = 0
    if (row === shortestRow) return true
  }
  return false
}
