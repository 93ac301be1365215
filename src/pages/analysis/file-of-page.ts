import { sendAt } from '../../answers/send-at.ts'
import { licenceLink } from '../../formats/licence.ts'
import { contentType, savedAs } from '../../http/media-types.ts'
import type { Server } from '../../http/server.ts'
import type { Registry } from '../../read/registry.ts'
import { givenIn } from '../given.ts'
import { type Given, type PageName, pageAddress, type Reader, readers } from '../reader.ts'

const types = { svg: 'image/svg+xml; charset=utf-8', csv: contentType('csv') }

/** Serves the picture or the table of a page in each language, to be saved. */
export function fileOfPage(
  app: Server,
  registry: Registry,
  page: PageName,
  extension: keyof typeof types,
  make: (reader: Reader, given: Given) => Promise<{ seq: number; text: string }>,
): void {
  const options = { schema: { hide: true }, config: { heavy: true } }
  for (const reader of readers)
    app.get(`${pageAddress(reader, page)}.${extension}`, options, async (request, reply) => {
      const { seq, text } = await make(reader, givenIn(request.query).given)
      return sendAt(request, reply, registry, seq, {
        type: types[extension],
        body: Buffer.from(text),
        headers: [
          ['vary', 'Accept-Encoding'],
          ['link', licenceLink],
          ['content-disposition', savedAs(page, extension)],
        ].flat(),
      })
    })
}
