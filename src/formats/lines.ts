import { createReadStream } from 'node:fs'

/** The lines of a file. Only a line feed ends one, because JSON may hold other characters that end a line elsewhere, such as U+2028. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of createReadStream(file, 'utf8')) {
    const lines = `${rest}${chunk}`.split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}
